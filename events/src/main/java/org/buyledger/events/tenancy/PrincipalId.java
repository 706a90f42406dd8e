package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A buyer of one tenant. */
public record PrincipalId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PrincipalId {
        Identifiers.name("principal id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
