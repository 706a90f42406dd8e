package org.buyledger.events.configuration;

import org.jspecify.annotations.Nullable;

/**
 * An agent that offers signals, such as audiences, to products.
 *
 * @param agentId chosen by the publisher
 * @param agentUrl where it is
 * @param name 1 to 200 characters
 * @param enabled whether it is asked; true where it is not given
 * @param authType how we show it who we are, null where it asks for nothing
 * @param authHeader the header for that, null for the usual one
 * @param credentials where the secret for that is: {@code env:NAME} or {@code file:PATH}
 * @param timeoutSeconds how long it has to answer; 30 where it is not given
 * @param forwardPromotedOffering whether it is told what the buyer advertises; true where it is not given
 */
public record SignalsAgent(
        AgentId agentId,
        String agentUrl,
        String name,
        @Nullable Boolean enabled,
        @Nullable AgentAuth authType,
        @Nullable String authHeader,
        @Nullable String credentials,
        @Nullable Integer timeoutSeconds,
        @Nullable Boolean forwardPromotedOffering)
        implements Agent {

    public boolean forwardsPromotedOffering() {
        return forwardPromotedOffering == null || forwardPromotedOffering;
    }
}
