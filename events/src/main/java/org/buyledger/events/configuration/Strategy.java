package org.buyledger.events.configuration;

import java.util.Map;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A way of running buys, real or simulated.
 *
 * @param strategyId chosen by the publisher; it begins with {@code sim_} exactly where the strategy is a simulation
 * @param principalId whose it is, null for every principal's
 * @param name 1 to 200 characters
 * @param description for people
 * @param config its parameters, kept as they are
 * @param isSimulation whether nothing of it is real; what the id says where it is not given
 */
public record Strategy(
        StrategyId strategyId,
        @Nullable PrincipalId principalId,
        String name,
        @Nullable String description,
        Map<String, JsonNode> config,
        @Nullable Boolean isSimulation) {}
