package org.buyledger.query.configuration;

import static org.buyledger.migrations.jooq.Tables.ADAPTER_CONFIG;
import static org.buyledger.migrations.jooq.Tables.AUTH_CONFIG;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_AGENTS;
import static org.buyledger.migrations.jooq.Tables.SIGNALS_AGENTS;
import static org.buyledger.migrations.jooq.Tables.STRATEGIES;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.resource.Resource;
import org.jooq.Condition;

/**
 * {@code /v1/adapter-config}, {@code /v1/auth-config}, {@code /v1/creative-agents}, {@code /v1/signals-agents} and {@code
 * /v1/strategies}. Secrets are not in the tables; where they are, {@code env:NAME} or {@code file:PATH}, is for users.
 */
public final class Configuration {
    private Configuration() {}

    public static List<Route> routes(Paging paging) {
        return Stream.of(
                        new Resource<>("adapter configuration", ADAPTER_CONFIG.TENANT_ID, ADAPTER_CONFIG.TENANT_ID)
                                .showing(
                                        ADAPTER_CONFIG.ADAPTER_TYPE,
                                        ADAPTER_CONFIG.MANUAL_APPROVAL_REQUIRED,
                                        ADAPTER_CONFIG.MANUAL_APPROVAL_OPERATIONS,
                                        ADAPTER_CONFIG.SETTINGS)
                                .only("/v1/adapter-config", Audience.USERS),
                        new Resource<>("configuration of signing in", AUTH_CONFIG.TENANT_ID, AUTH_CONFIG.TENANT_ID)
                                .showing(
                                        AUTH_CONFIG.OIDC_ENABLED,
                                        AUTH_CONFIG.PROVIDER,
                                        AUTH_CONFIG.DISCOVERY_URL,
                                        AUTH_CONFIG.CLIENT_ID,
                                        AUTH_CONFIG.CLIENT_SECRET,
                                        AUTH_CONFIG.SCOPES,
                                        AUTH_CONFIG.LOGOUT_URL)
                                .only("/v1/auth-config", Audience.USERS),
                        new Resource<>("creative agent", CREATIVE_AGENTS.TENANT_ID, CREATIVE_AGENTS.AGENT_ID)
                                .showing(
                                        CREATIVE_AGENTS.AGENT_URL,
                                        CREATIVE_AGENTS.NAME,
                                        CREATIVE_AGENTS.ENABLED,
                                        CREATIVE_AGENTS.PRIORITY,
                                        CREATIVE_AGENTS.AUTH_TYPE,
                                        CREATIVE_AGENTS.AUTH_HEADER,
                                        CREATIVE_AGENTS.CREDENTIALS,
                                        CREATIVE_AGENTS.TIMEOUT_SECONDS)
                                .filteredBy(filter -> filter.flag("enabled", CREATIVE_AGENTS.ENABLED))
                                .routes("/v1/creative-agents", Audience.USERS, paging),
                        new Resource<>("signals agent", SIGNALS_AGENTS.TENANT_ID, SIGNALS_AGENTS.AGENT_ID)
                                .showing(
                                        SIGNALS_AGENTS.AGENT_URL,
                                        SIGNALS_AGENTS.NAME,
                                        SIGNALS_AGENTS.ENABLED,
                                        SIGNALS_AGENTS.AUTH_TYPE,
                                        SIGNALS_AGENTS.AUTH_HEADER,
                                        SIGNALS_AGENTS.CREDENTIALS,
                                        SIGNALS_AGENTS.TIMEOUT_SECONDS,
                                        SIGNALS_AGENTS.FORWARD_PROMOTED_OFFERING)
                                .filteredBy(filter -> filter.flag("enabled", SIGNALS_AGENTS.ENABLED))
                                .routes("/v1/signals-agents", Audience.USERS, paging),
                        new Resource<>("strategy", STRATEGIES.TENANT_ID, STRATEGIES.STRATEGY_ID)
                                .showing(
                                        STRATEGIES.PRINCIPAL_ID,
                                        STRATEGIES.NAME,
                                        STRATEGIES.DESCRIPTION,
                                        STRATEGIES.CONFIG,
                                        STRATEGIES.IS_SIMULATION)
                                .visibleTo(Configuration::strategiesOf)
                                .filteredBy(filter -> filter.flag("is_simulation", STRATEGIES.IS_SIMULATION))
                                .routes("/v1/strategies", Audience.MEMBERS, paging))
                .flatMap(List::stream)
                .toList();
    }

    /** A principal's own, and those that are everybody's. */
    private static Condition strategiesOf(Caller caller) {
        Condition inTenant = STRATEGIES.TENANT_ID.eq(caller.tenant());
        return caller.isPrincipal()
                ? inTenant.and(STRATEGIES.PRINCIPAL_ID.eq(caller.id()).or(STRATEGIES.PRINCIPAL_ID.isNull()))
                : inTenant;
    }
}
