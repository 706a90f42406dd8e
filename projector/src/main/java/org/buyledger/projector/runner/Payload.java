package org.buyledger.projector.runner;

import org.buyledger.events.Json;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Values of events as jsonb columns hold them. */
public final class Payload {
    private Payload() {}

    public static JSONB jsonb(Object value) {
        return JSONB.jsonb(Json.EVENTS.writeValueAsString(value));
    }

    public static @Nullable JSONB jsonbOrNull(@Nullable Object value) {
        return value == null ? null : jsonb(value);
    }
}
