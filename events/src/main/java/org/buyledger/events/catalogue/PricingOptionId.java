package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A price of one product; unique within the product. */
public record PricingOptionId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PricingOptionId {
        Identifiers.name("pricing option id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
