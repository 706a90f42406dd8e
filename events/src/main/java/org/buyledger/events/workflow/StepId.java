package org.buyledger.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A workflow step, which is AdCP's task id too: {@code step_} and 16 hex digits, minted from its command. */
public record StepId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StepId {
        Identifiers.name("step id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
