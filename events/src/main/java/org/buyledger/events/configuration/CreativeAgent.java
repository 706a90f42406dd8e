package org.buyledger.events.configuration;

import org.jspecify.annotations.Nullable;

/**
 * An agent that defines creative formats and checks creatives.
 *
 * @param agentId chosen by the publisher
 * @param agentUrl where it is; formats name their agent by it
 * @param name 1 to 200 characters
 * @param enabled whether it is asked; true where it is not given
 * @param priority which of several is asked first, the smallest; 10 where it is not given
 * @param authType how we show it who we are, null where it asks for nothing
 * @param authHeader the header for that, null for the usual one
 * @param credentials where the secret for that is: {@code env:NAME} or {@code file:PATH}
 * @param timeoutSeconds how long it has to answer; 30 where it is not given
 */
public record CreativeAgent(
        AgentId agentId,
        String agentUrl,
        String name,
        @Nullable Boolean enabled,
        @Nullable Integer priority,
        @Nullable AgentAuth authType,
        @Nullable String authHeader,
        @Nullable String credentials,
        @Nullable Integer timeoutSeconds)
        implements Agent {
    private static final int USUAL_PRIORITY = 10;

    public int effectivePriority() {
        return priority == null ? USUAL_PRIORITY : priority;
    }
}
