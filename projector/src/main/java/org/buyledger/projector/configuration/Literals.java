package org.buyledger.projector.configuration;

import org.buyledger.events.configuration.AgentAuth;
import org.buyledger.migrations.jooq.enums.AgentAuthType;
import org.jspecify.annotations.Nullable;

/** Values of events as the enum types of the database hold them. */
final class Literals {
    private Literals() {}

    static @Nullable AgentAuthType of(@Nullable AgentAuth auth) {
        return switch (auth) {
            case null -> null;
            case BEARER -> AgentAuthType.bearer;
            case API_KEY -> AgentAuthType.api_key;
        };
    }
}
