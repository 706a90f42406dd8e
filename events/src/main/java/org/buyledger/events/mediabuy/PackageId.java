package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A package of a media buy, minted from the command that adds it: {@code pkg_} and 16 hex digits. */
public record PackageId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackageId {
        Identifiers.name("package id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
