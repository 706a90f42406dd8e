package org.buyledger.projector;

import java.util.List;
import java.util.Map;
import org.buyledger.events.Json;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfilePut;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.InventoryProfile;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.configuration.AdapterConfig;
import org.buyledger.events.configuration.AdapterType;
import org.buyledger.events.configuration.AgentAuth;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.configuration.AuthConfig;
import org.buyledger.events.configuration.AuthProvider;
import org.buyledger.events.configuration.ConfigurationEvent.AdapterConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.AuthConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyPut;
import org.buyledger.events.configuration.CreativeAgent;
import org.buyledger.events.configuration.ManualOperation;
import org.buyledger.events.configuration.SignalsAgent;
import org.buyledger.events.configuration.Strategy;
import org.buyledger.events.configuration.StrategyId;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Events of configuration to fold. */
public final class Configurations {
    private Configurations() {}

    public static InventoryProfilePut profile(String id) {
        return new InventoryProfilePut(new InventoryProfile(
                new InventoryProfileId(id),
                "Profile " + id,
                null,
                Map.of("ad_units", Json.EVENTS.readTree("[\"/1/" + id + "\"]")),
                List.of(new FormatId("https://formats.example", "banner", 300, 250, null)),
                List.of(Json.EVENTS.readTree("{\"publisher_domain\":\"acme.example\",\"selection_type\":\"all\"}")),
                Map.of()));
    }

    public static CreativeAgentPut creativeAgent(String id) {
        return new CreativeAgentPut(new CreativeAgent(
                new AgentId(id),
                "https://formats.example/mcp",
                "Formats",
                null,
                null,
                AgentAuth.API_KEY,
                "X-Key",
                "env:FORMATS_KEY",
                5));
    }

    public static SignalsAgentPut signalsAgent(String id) {
        return new SignalsAgentPut(new SignalsAgent(
                new AgentId(id), "https://signals.example", "Signals", false, null, null, null, null, false));
    }

    public static AdapterConfigSet adapter(String tenant) {
        return new AdapterConfigSet(
                new TenantId(tenant),
                new AdapterConfig(
                        AdapterType.KEVEL,
                        true,
                        List.of(ManualOperation.UPDATE_MEDIA_BUY),
                        Map.of(
                                "network_id", Json.EVENTS.readTree("\"17\""),
                                "api_key", Json.EVENTS.readTree("\"file:/run/secrets/kevel\""))));
    }

    public static AuthConfigSet auth(String tenant) {
        return new AuthConfigSet(
                new TenantId(tenant),
                new AuthConfig(true, AuthProvider.GOOGLE, null, "client", "env:GOOGLE_SECRET", null, null));
    }

    public static StrategyPut strategy(String id, @Nullable PrincipalId principal) {
        return new StrategyPut(new Strategy(
                new StrategyId(id),
                principal,
                "Strategy " + id,
                null,
                Map.of("pace", Json.EVENTS.readTree("{\"factor\":1.5}")),
                null));
    }
}
