package org.buyledger.projector.configuration;

import static org.buyledger.migrations.jooq.Tables.SIGNALS_AGENTS;

import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentRemoved;
import org.buyledger.events.configuration.SignalsAgent;
import org.buyledger.migrations.jooq.tables.records.SignalsAgentsRecord;
import org.buyledger.projector.runner.ConfigurationProjection;

/** signals_agents: each as it was last put, until it is removed. */
public final class SignalsAgents extends ConfigurationProjection<SignalsAgentsRecord, SignalsAgentPut> {

    public SignalsAgents() {
        super(SIGNALS_AGENTS, SignalsAgentPut.class, SignalsAgentRemoved.class);
    }

    @Override
    protected void fill(SignalsAgentsRecord row, SignalsAgentPut put) {
        SignalsAgent agent = put.signalsAgent();
        row.setAgentUrl(agent.agentUrl())
                .setName(agent.name())
                .setEnabled(agent.isEnabled())
                .setAuthType(Literals.of(agent.authType()))
                .setAuthHeader(agent.authHeader())
                .setCredentials(agent.credentials())
                .setTimeoutSeconds(agent.effectiveTimeoutSeconds())
                .setForwardPromotedOffering(agent.forwardsPromotedOffering());
    }
}
