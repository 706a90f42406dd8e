package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A media buy, minted from the id of the command that creates it: {@code mb_} and 16 hex digits. */
public record MediaBuyId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MediaBuyId {
        Identifiers.name("media buy id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
