package org.buyledger.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A context: {@code ctx_} and 16 hex digits, minted from its command. */
public record ContextId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContextId {
        Identifiers.name("context id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
