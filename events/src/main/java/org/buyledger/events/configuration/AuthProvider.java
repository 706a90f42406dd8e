package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who says who a publisher's person is. */
public enum AuthProvider {
    @JsonProperty("google")
    GOOGLE,
    @JsonProperty("microsoft")
    MICROSOFT,
    @JsonProperty("okta")
    OKTA,
    /** Another that speaks OpenID Connect. */
    @JsonProperty("custom")
    CUSTOM
}
