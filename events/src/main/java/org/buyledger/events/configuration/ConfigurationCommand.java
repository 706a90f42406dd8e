package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/** What can be asked about the set-up of a sales agent. */
public sealed interface ConfigurationCommand extends Command {
    /** The revision that the sender saw; null to write over whatever is there. */
    @Nullable
    Long revision();

    @WireName("put_creative_agent.v1")
    @SentBy(Role.ADMIN)
    record PutCreativeAgent(
            @JsonUnwrapped CreativeAgent creativeAgent,
            @Nullable Long revision) implements ConfigurationCommand {}

    /** Takes an agent away that defines no format of a product. */
    @WireName("remove_creative_agent.v1")
    @SentBy(Role.ADMIN)
    record RemoveCreativeAgent(AgentId agentId, @Nullable Long revision) implements ConfigurationCommand {}

    @WireName("put_signals_agent.v1")
    @SentBy(Role.ADMIN)
    record PutSignalsAgent(
            @JsonUnwrapped SignalsAgent signalsAgent,
            @Nullable Long revision) implements ConfigurationCommand {}

    /** Takes an agent away that no product has signals of. */
    @WireName("remove_signals_agent.v1")
    @SentBy(Role.ADMIN)
    record RemoveSignalsAgent(AgentId agentId, @Nullable Long revision) implements ConfigurationCommand {}

    /** Says which ad server delivers, how it is reached, and what waits for a person. */
    @WireName("configure_adapter.v1")
    @SentBy(Role.ADMIN)
    record ConfigureAdapter(
            @JsonUnwrapped AdapterConfig adapter, @Nullable Long revision) implements ConfigurationCommand {}

    /** Says how the publisher's people sign on. */
    @WireName("configure_auth.v1")
    @SentBy(Role.ADMIN)
    record ConfigureAuth(
            @JsonUnwrapped AuthConfig auth, @Nullable Long revision) implements ConfigurationCommand {}

    @WireName("put_strategy.v1")
    @SentBy(Role.ADMIN)
    record PutStrategy(
            @JsonUnwrapped Strategy strategy, @Nullable Long revision) implements ConfigurationCommand {}

    @WireName("remove_strategy.v1")
    @SentBy(Role.ADMIN)
    record RemoveStrategy(StrategyId strategyId, @Nullable Long revision) implements ConfigurationCommand {}
}
