package org.buyledger.command.decision;

import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answers to commands that are not AdCP tasks. */
public final class Responses {
    private Responses() {}

    /** What was changed and what its revision is now. */
    public static ObjectNode changed(Subject object, long revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("object", object.toString())
                .put("revision", revision);
    }

    /**
     * The decision that an event happens, or nothing where it would change nothing.
     *
     * @param same whether all is so already
     * @param revision the object's, before the event
     */
    public static Decision changing(boolean same, Event event, long revision) {
        List<Event> events = same ? List.of() : List.of(event);
        return Decision.accept(events, changed(event.subject(), revision + events.size()));
    }
}
