package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How we show an agent who we are. */
public enum AgentAuth {
    /** {@code Authorization: Bearer}, or the bare token where the header is another. */
    @JsonProperty("bearer")
    BEARER,
    /** The key as it is, in {@code X-API-Key} unless another header is named. */
    @JsonProperty("api_key")
    API_KEY
}
