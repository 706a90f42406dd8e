package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** An inventory profile of one tenant. */
public record InventoryProfileId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InventoryProfileId {
        Identifiers.name("inventory profile id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
