package org.buyledger.events.configuration;

import org.jspecify.annotations.Nullable;

/** What creative agents and signals agents have in common. */
public sealed interface Agent permits CreativeAgent, SignalsAgent {
    int USUAL_TIMEOUT_SECONDS = 30;

    AgentId agentId();

    String agentUrl();

    String name();

    @Nullable
    Boolean enabled();

    @Nullable
    AgentAuth authType();

    @Nullable
    String authHeader();

    @Nullable
    String credentials();

    @Nullable
    Integer timeoutSeconds();

    /** Whether it is asked; so it is where nothing is said. */
    default boolean isEnabled() {
        Boolean said = enabled();
        return said == null || said;
    }

    /** How long it has to answer, in seconds. */
    default int effectiveTimeoutSeconds() {
        Integer said = timeoutSeconds();
        return said == null ? USUAL_TIMEOUT_SECONDS : said;
    }
}
