package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A creative agent or a signals agent of one tenant. */
public record AgentId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AgentId {
        Identifiers.name("agent id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
