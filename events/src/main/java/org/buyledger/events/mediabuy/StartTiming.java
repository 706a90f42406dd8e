package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.buyledger.events.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * When a flight begins: at a time, or as soon as possible. AdCP 3.1.19, core/start-timing.json.
 *
 * @param at the time, null for as soon as possible
 */
public record StartTiming(@Nullable Instant at) {
    private static final String ASAP = "asap";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StartTiming parse(String text) {
        return text.equals(ASAP) ? new StartTiming(null) : new StartTiming(Timestamps.parse(text));
    }

    /** The time, which is {@code now} for as soon as possible. */
    public Instant from(Instant now) {
        return at == null ? now : at;
    }

    @JsonValue
    @Override
    public String toString() {
        return at == null ? ASAP : at.toString();
    }
}
