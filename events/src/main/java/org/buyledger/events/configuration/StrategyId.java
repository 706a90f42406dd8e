package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A strategy of one tenant; one whose id begins with {@code sim_} is a simulation, and no other is. */
public record StrategyId(@JsonValue String value) {
    private static final String SIMULATION = "sim_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StrategyId {
        Identifiers.name("strategy id", value);
    }

    public boolean isSimulation() {
        return value.startsWith(SIMULATION);
    }

    @Override
    public String toString() {
        return value;
    }
}
