package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A review of a creative: {@code review_} and 16 hex digits, minted from its command. */
public record ReviewId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReviewId {
        Identifiers.name("review id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
