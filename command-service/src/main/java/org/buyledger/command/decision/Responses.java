package org.buyledger.command.decision;

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
}
