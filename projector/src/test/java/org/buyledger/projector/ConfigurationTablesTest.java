package org.buyledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent.ProductArchived;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.catalogue.DeliveryType;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.configuration.AdapterConfig;
import org.buyledger.events.configuration.AdapterType;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.configuration.AuthConfig;
import org.buyledger.events.configuration.AuthProvider;
import org.buyledger.events.configuration.ConfigurationEvent.AdapterConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.AuthConfigSet;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.migrations.Database;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.junit.jupiter.api.Test;

class ConfigurationTablesTest {
    private final Database database = TestDatabase.migrated();
    private final TestLog log = Streams.everything(new TestLog(), "acme");

    private void project() {
        database.transaction(sql -> sql.execute(
                "INSERT INTO projection_positions (topic, partition, next_offset, updated_at) VALUES ({0}, 0, 0, now())",
                org.jooq.impl.DSL.val(Topics.EVENTS)));
        new Batch(database, Projections.all(), CommandResults::row)
                .apply(
                        new TopicPartition(Topics.EVENTS, 0),
                        log.records(),
                        0,
                        log.records().getLast().offset() + 1);
    }

    private List<String> rows(String query) {
        return database.readOnly(sql -> sql.fetch(query).map(row -> row.get(0, String.class)));
    }

    @Test
    void an_inventory_profile_that_is_removed_stays_for_archived_products_and_says_since_when_it_is() {
        log.add("acme", new ProductPut(withProfile("rugby", "sport")));
        log.add("acme", new ProductArchived(new ProductId("rugby")));
        project();

        assertThat(rows("SELECT concat_ws(' ', profile_id, removed_at IS NOT NULL, revision, inventory_config,"
                        + " format_ids -> 0 ->> 'id', publisher_properties -> 0 ->> 'publisher_domain', targeting_template)"
                        + " FROM inventory_profiles ORDER BY profile_id"))
                .containsExactly(
                        "news t 2 {\"ad_units\": [\"/1/news\"]} banner acme.example {}",
                        "sport f 1 {\"ad_units\": [\"/1/sport\"]} banner acme.example {}");
        assertThat(rows("SELECT concat_ws(' ', inventory_profile_id, signals_agent_ids, archived_at IS NOT NULL)"
                        + " FROM products WHERE product_id = 'rugby'"))
                .containsExactly("sport {signals} t");
    }

    private static Product withProfile(String id, String profile) {
        return new Product(
                new ProductId(id),
                id,
                null,
                DeliveryType.NON_GUARANTEED,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                new InventoryProfileId(profile),
                List.of(new AgentId("signals")),
                java.util.Map.of());
    }

    @Test
    void agents_have_what_was_put_and_the_usual_for_the_rest_until_they_are_removed() {
        project();

        assertThat(rows("SELECT concat_ws(' ', agent_id, agent_url, name, enabled, priority, auth_type, auth_header,"
                        + " credentials, timeout_seconds, revision) FROM creative_agents"))
                .containsExactly("formats https://formats.example/mcp Formats t 10 api_key X-Key env:FORMATS_KEY 5 1");
        assertThat(rows("SELECT concat_ws(' ', agent_id, enabled, auth_type, credentials, timeout_seconds,"
                        + " forward_promoted_offering) FROM signals_agents"))
                .containsExactly("signals f 30 f");
    }

    @Test
    void a_tenant_has_one_adapter_the_last_one() {
        project();
        String adapter = "SELECT concat_ws(' ', tenant_id, adapter_type, manual_approval_required,"
                + " manual_approval_operations, settings ->> 'api_key', revision) FROM adapter_config";
        assertThat(rows(adapter)).containsExactly("acme kevel t {update_media_buy} file:/run/secrets/kevel 1");

        log.add(
                "acme",
                new AdapterConfigSet(
                        new TenantId("acme"),
                        new AdapterConfig(AdapterType.GOOGLE_AD_MANAGER, null, List.of(), java.util.Map.of())));
        database.transaction(sql -> sql.execute("DELETE FROM projection_positions"));
        project();

        assertThat(rows(adapter)).containsExactly("acme google_ad_manager f {create_media_buy,update_media_buy} 2");
    }

    @Test
    void sign_on_asks_for_the_usual_scopes() {
        project();

        assertThat(rows("SELECT concat_ws(' ', tenant_id, oidc_enabled, provider, client_id, client_secret, scopes)"
                        + " FROM auth_config"))
                .containsExactly("acme t google client env:GOOGLE_SECRET openid email profile");

        log.add(
                "acme",
                new AuthConfigSet(
                        new TenantId("acme"),
                        new AuthConfig(
                                true, AuthProvider.OKTA, "https://acme.okta.example", "c", "env:S", null, null)));
        database.transaction(sql -> sql.execute("DELETE FROM projection_positions"));
        project();
        assertThat(rows("SELECT concat_ws(' ', provider, discovery_url) FROM auth_config"))
                .containsExactly("okta https://acme.okta.example");
    }

    @Test
    void a_strategy_is_a_simulation_by_its_id() {
        project();

        assertThat(rows("SELECT concat_ws(' ', strategy_id, coalesce(principal_id, '-'), is_simulation, config)"
                        + " FROM strategies ORDER BY strategy_id"))
                .containsExactly(
                        "calm nova f {\"pace\": {\"factor\": 1.5}}", "sim_bold - t {\"pace\": {\"factor\": 1.5}}");
    }
}
