package org.buyledger.projector.configuration;

import static org.buyledger.migrations.jooq.Tables.AUTH_CONFIG;

import org.buyledger.events.configuration.AuthConfig;
import org.buyledger.events.configuration.ConfigurationEvent.AuthConfigSet;
import org.buyledger.migrations.jooq.enums.AuthProvider;
import org.buyledger.migrations.jooq.tables.records.AuthConfigRecord;
import org.buyledger.projector.runner.ConfigurationProjection;

/** auth_config: how each tenant's people sign on, as it was last set. */
public final class AuthConfigs extends ConfigurationProjection<AuthConfigRecord, AuthConfigSet> {

    public AuthConfigs() {
        super(AUTH_CONFIG, AuthConfigSet.class, null);
    }

    @Override
    protected void fill(AuthConfigRecord row, AuthConfigSet set) {
        AuthConfig auth = set.auth();
        row.setOidcEnabled(auth.oidcEnabled())
                .setProvider(
                        switch (auth.provider()) {
                            case null -> null;
                            case GOOGLE -> AuthProvider.google;
                            case MICROSOFT -> AuthProvider.microsoft;
                            case OKTA -> AuthProvider.okta;
                            case CUSTOM -> AuthProvider.custom;
                        })
                .setDiscoveryUrl(auth.discoveryUrl())
                .setClientId(auth.clientId())
                .setClientSecret(auth.clientSecret())
                .setScopes(auth.effectiveScopes())
                .setLogoutUrl(auth.logoutUrl());
    }
}
