package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A creative; the buyer chooses it, so it is unique within one principal only. */
public record CreativeId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CreativeId {
        Identifiers.foreign("creative id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
