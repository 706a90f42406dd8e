package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A publisher: the key of every record, and the boundary inside which everything is consistent. */
public record TenantId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {
        Identifiers.tenant(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
