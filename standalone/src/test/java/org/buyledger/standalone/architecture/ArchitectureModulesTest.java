package org.buyledger.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureModulesTest {
    private static final Set<String> MODULES =
            Set.of("events", "operations", "migrations", "command", "projector", "query", "standalone");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            events     | ''
            operations | ''
            migrations | operations
            command    | events operations
            projector  | events operations migrations
            query      | events operations migrations projector
            """)
    void a_module_uses_only_what_it_is_built_on(String module, String uses) {
        Set<String> others = new TreeSet<>(MODULES);
        others.remove(module);
        List.of(uses.split(" ")).forEach(others::remove);

        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in(module))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(code.in(others)),
                module + ".Nosy.");
    }

    @Test
    void every_class_is_in_a_module() {
        Rule.check(code -> classes().should().resideInAnyPackage(code.in(MODULES)), "elsewhere.Stray>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.apache.kafka.streams | command                         | KafkaStreams
            org.flywaydb             | migrations                      | Flyway
            com.zaxxer.hikari        | migrations                      | HikariDataSource
            org.jooq                 | migrations projector query standalone | DSLContext
            io.helidon               | query.http command.http         | WebServer
            picocli                  | standalone                      | CommandLine
            kafka.server             | standalone.up                   | KafkaRaftServer
            """)
    void a_library_is_known_only_where_it_is_needed(String library, String places, String offence) {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideOutsideOfPackages(code.in(places.split(" ")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library + ".."),
                "operations.Hoarder." + offence.substring(0, 1).toLowerCase(Locale.ROOT));
    }

    @Test
    void contracts_know_kafka_only_in_their_client() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in("events"))
                        .and()
                        .resideOutsideOfPackages(code.in("events.client"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.."),
                "events.Worldly.");
    }

    @Test
    void json_is_read_and_written_by_one_generation_of_jackson() {
        Rule.check(
                code -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."),
                "operations.Hoarder.oldMapper");
    }
}
