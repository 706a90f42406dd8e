package org.buyledger.projector.runner;

import java.util.Map;
import org.buyledger.events.Json;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values of events as jsonb columns hold them. */
public final class Payload {
    private Payload() {}

    public static JSONB jsonb(Object value) {
        return JSONB.jsonb(Json.EVENTS.writeValueAsString(value));
    }

    public static @Nullable JSONB jsonbOrNull(@Nullable Object value) {
        return value == null ? null : jsonb(value);
    }

    /** A list of objects with one more, whose members are texts, at its end. */
    public static JSONB appended(JSONB list, Map<String, String> entry) {
        ArrayNode entries = (ArrayNode) Json.EVENTS.readTree(list.data());
        ObjectNode last = entries.addObject();
        entry.forEach(last::put);
        return jsonb(entries);
    }
}
