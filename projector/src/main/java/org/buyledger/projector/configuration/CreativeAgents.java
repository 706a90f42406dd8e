package org.buyledger.projector.configuration;

import static org.buyledger.migrations.jooq.Tables.CREATIVE_AGENTS;

import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentRemoved;
import org.buyledger.events.configuration.CreativeAgent;
import org.buyledger.migrations.jooq.tables.records.CreativeAgentsRecord;
import org.buyledger.projector.runner.ConfigurationProjection;

/** creative_agents: each as it was last put, until it is removed. */
public final class CreativeAgents extends ConfigurationProjection<CreativeAgentsRecord, CreativeAgentPut> {

    public CreativeAgents() {
        super(CREATIVE_AGENTS, CreativeAgentPut.class, CreativeAgentRemoved.class);
    }

    @Override
    protected void fill(CreativeAgentsRecord row, CreativeAgentPut put) {
        CreativeAgent agent = put.creativeAgent();
        row.setAgentUrl(agent.agentUrl())
                .setName(agent.name())
                .setEnabled(agent.isEnabled())
                .setPriority(agent.effectivePriority())
                .setAuthType(Literals.of(agent.authType()))
                .setAuthHeader(agent.authHeader())
                .setCredentials(agent.credentials())
                .setTimeoutSeconds(agent.effectiveTimeoutSeconds());
    }
}
