package org.buyledger.command.configuration;

import java.util.Arrays;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.configuration.AuthConfig;
import org.buyledger.events.configuration.AuthProvider;
import org.jspecify.annotations.Nullable;

/** The rules for sign-on: what is switched on is complete. OpenID Connect Core 1.0. */
final class AuthRules {
    private AuthRules() {}

    static void check(Findings found, AuthConfig auth) {
        Secrets.checkReference(found, "/client_secret", auth.clientSecret());
        Secrets.checkAddress(found, "/discovery_url", auth.discoveryUrl());
        Secrets.checkAddress(found, "/logout_url", auth.logoutUrl());
        if (!Arrays.asList(auth.effectiveScopes().split(" ", -1)).contains("openid")) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/scopes",
                    "The scopes '" + auth.scopes() + "' lack openid.",
                    "Add openid, or leave scopes out for " + AuthConfig.USUAL_SCOPES + ".");
        }
        if (auth.oidcEnabled()) {
            need(found, "provider", auth.provider());
            need(found, "client_id", auth.clientId());
            need(found, "client_secret", auth.clientSecret());
            if (auth.provider() == AuthProvider.CUSTOM || auth.provider() == AuthProvider.OKTA) {
                need(found, "discovery_url", auth.discoveryUrl());
            }
        }
    }

    private static void need(Findings found, String field, @Nullable Object value) {
        if (value == null || value.equals("")) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/" + field,
                    "Sign-on cannot be switched on without " + field + ".",
                    "Give it, or oidc_enabled: false until it is known.");
        }
    }
}
