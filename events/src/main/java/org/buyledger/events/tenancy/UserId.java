package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A person of one tenant. */
public record UserId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        Identifiers.name("user id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
