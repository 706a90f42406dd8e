package org.buyledger.command.configuration;

import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.configuration.AdapterConfig;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.configuration.AuthConfig;
import org.buyledger.events.configuration.CreativeAgent;
import org.buyledger.events.configuration.ManualOperation;
import org.buyledger.events.configuration.SignalsAgent;
import org.buyledger.events.configuration.Strategy;
import org.buyledger.events.tenancy.TenantId;

/** How a sales agent is set up, as decisions see it: each object is what it was last put to. */
public final class Setup {
    public static final Kind<Held<CreativeAgent>> CREATIVE_AGENT =
            Kind.held("creative_agent", CreativeAgent.class, agent -> Set.of());

    public static final Kind<Held<SignalsAgent>> SIGNALS_AGENT =
            Kind.held("signals_agent", SignalsAgent.class, agent -> Set.of());

    public static final Kind<Held<AdapterConfig>> ADAPTER =
            Kind.held("adapter_config", AdapterConfig.class, adapter -> Set.of());

    public static final Kind<Held<AuthConfig>> AUTH = Kind.held("auth_config", AuthConfig.class, auth -> Set.of());

    public static final Kind<Held<Strategy>> STRATEGY = Kind.held("strategy", Strategy.class, strategy -> Set.of());

    private Setup() {}

    public static Optional<SignalsAgent> signalsAgent(Ledger ledger, AgentId id) {
        return ledger.find(SIGNALS_AGENT, id.value()).flatMap(Held::present);
    }

    /** What formats rest on: not a configured agent, which they do not name, but its URL. */
    public static Subject definer(String agentUrl) {
        return new Subject("format_agent", FormatId.agent(agentUrl));
    }

    /** Whether the tenant's ad server has a person look at such an operation. */
    public static boolean isManual(Ledger ledger, TenantId tenant, ManualOperation operation) {
        return ledger.find(ADAPTER, tenant.value())
                .map(Held::value)
                .filter(AdapterConfig::hasManualApproval)
                .filter(adapter -> adapter.operations().contains(operation))
                .isPresent();
    }
}
