package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.tenancy.TenantId;

/** What can happen to the set-up of a sales agent. Storage format: add, never change; see docs/message-formats.md. */
public sealed interface ConfigurationEvent extends Event {

    static Subject signalsAgent(AgentId id) {
        return new Subject("signals_agent", id.value());
    }

    /** The agent as it is from now on. */
    @WireName("creative_agent.put.v1")
    record CreativeAgentPut(@JsonUnwrapped CreativeAgent creativeAgent) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("creative_agent", creativeAgent.agentId().value());
        }
    }

    @WireName("creative_agent.removed.v1")
    record CreativeAgentRemoved(AgentId agentId) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("creative_agent", agentId.value());
        }
    }

    /** The agent as it is from now on. */
    @WireName("signals_agent.put.v1")
    record SignalsAgentPut(@JsonUnwrapped SignalsAgent signalsAgent) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return ConfigurationEvent.signalsAgent(signalsAgent.agentId());
        }
    }

    @WireName("signals_agent.removed.v1")
    record SignalsAgentRemoved(AgentId agentId) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return ConfigurationEvent.signalsAgent(agentId);
        }
    }

    /** The tenant's ad server as it is from now on. */
    @WireName("adapter_config.set.v1")
    record AdapterConfigSet(
            TenantId tenantId, @JsonUnwrapped AdapterConfig adapter) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("adapter_config", tenantId.value());
        }
    }

    /** How the tenant's people sign on from now on. */
    @WireName("auth_config.set.v1")
    record AuthConfigSet(TenantId tenantId, @JsonUnwrapped AuthConfig auth) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("auth_config", tenantId.value());
        }
    }

    /** The strategy as it is from now on. */
    @WireName("strategy.put.v1")
    record StrategyPut(@JsonUnwrapped Strategy strategy) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("strategy", strategy.strategyId().value());
        }
    }

    @WireName("strategy.removed.v1")
    record StrategyRemoved(StrategyId strategyId) implements ConfigurationEvent {
        @Override
        public Subject subject() {
            return new Subject("strategy", strategyId.value());
        }
    }
}
