/**
 * The contracts of Buyledger. A named module, because only then may {@code Command} and {@code Event} be sealed over the
 * packages of the slices. It is compiled as one and runs on the class path: kafka-clients and the canonicaliser have no
 * module names to require, so the compiler is told to let it read the class path too.
 */
module org.buyledger.events {
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;

    exports org.buyledger.events;
    exports org.buyledger.events.audit;
    exports org.buyledger.events.catalogue;
    exports org.buyledger.events.client;
    exports org.buyledger.events.configuration;
    exports org.buyledger.events.creative;
    exports org.buyledger.events.mediabuy;
    exports org.buyledger.events.tenancy;
    exports org.buyledger.events.workflow;

    opens org.buyledger.events;
    opens org.buyledger.events.audit;
    opens org.buyledger.events.catalogue;
    opens org.buyledger.events.configuration;
    opens org.buyledger.events.creative;
    opens org.buyledger.events.mediabuy;
    opens org.buyledger.events.tenancy;
    opens org.buyledger.events.workflow;
}
