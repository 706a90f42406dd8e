package org.buyledger.events.configuration;

import org.jspecify.annotations.Nullable;

/**
 * How a publisher's people sign on: OpenID Connect.
 *
 * @param oidcEnabled whether they sign on so
 * @param provider with whom
 * @param discoveryUrl where the provider describes itself; needed where it is a custom one
 * @param clientId what the provider knows us as
 * @param clientSecret where the secret for that is: {@code env:NAME} or {@code file:PATH}
 * @param scopes what is asked for, parted by spaces; {@code openid email profile} where it is not given
 * @param logoutUrl where signing off ends, null for nowhere
 */
public record AuthConfig(
        boolean oidcEnabled,
        @Nullable AuthProvider provider,
        @Nullable String discoveryUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String scopes,
        @Nullable String logoutUrl) {
    public static final String USUAL_SCOPES = "openid email profile";

    public String effectiveScopes() {
        return scopes == null ? USUAL_SCOPES : scopes;
    }
}
