package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two publishers with the same two buyers' names and one object of each kind for each buyer. */
class IsolationTest extends ServiceTest {
    private static final Map<String, String> SAME_ID = Map.of("X-Request-Id", "same");

    @Override
    protected void write() {
        for (String tenant : List.of("acme", "zeta")) {
            fixture.tenant(tenant);
            fixture.user(tenant, "ursula", UserRole.viewer);
            for (String principal : List.of("nova", "orion")) {
                String mine = tenant + "-" + principal;
                fixture.principal(tenant, principal);
                fixture.product(tenant, mine, row -> row.setAllowedPrincipalIds(new String[] {principal}));
                fixture.price(tenant, mine, "cpm", "10");
                fixture.mediaBuy(tenant, principal, mine, row -> {});
                fixture.mediaPackage(tenant, mine, "pkg", 1, mine, row -> {});
                fixture.creative(tenant, principal, mine, row -> {});
                fixture.assignment(tenant, principal, mine, "pkg", mine);
                fixture.step(tenant, principal, mine, row -> {});
                fixture.context(tenant, principal, mine);
                fixture.feedback(tenant, principal, mine, mine);
                fixture.command(tenant, "principal:" + principal, mine, row -> {});
            }
            fixture.product(tenant, tenant + "-open", row -> {});
            fixture.event(tenant, 1, row -> row.setObjectId(tenant));
        }
        fixture.command("acme", "user:ursula", "acme-ursula", row -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "media-buys, MEDIA_BUY_NOT_FOUND",
        "creatives, CREATIVE_NOT_FOUND",
        "workflow-steps, REFERENCE_NOT_FOUND",
        "contexts, SESSION_NOT_FOUND",
        "performance-feedback, REFERENCE_NOT_FOUND",
        "products, PRODUCT_NOT_FOUND",
        "commands, REFERENCE_NOT_FOUND"
    })
    void anothers_object_answers_byte_for_byte_as_a_missing_one(String kind, String code) {
        String nova = token("acme", "nova");
        String ursula = token("acme", "ursula");
        assertThat(client.get(nova, "/v1/" + kind + "/acme-nova").status()).isEqualTo(200);
        assertThat(client.get(ursula, "/v1/" + kind + "/acme-nova").status()).isEqualTo(200);
        assertThat(client.get(ursula, "/v1/" + kind + "/acme-orion").status()).isEqualTo(200);
        Client.Reply missing = client.get(nova, "/v1/" + kind + "/not-there", SAME_ID);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo(code);

        for (String foreign : List.of("acme-orion", "zeta-nova", "zeta-orion")) {
            assertSame(missing, client.get(nova, "/v1/" + kind + "/" + foreign, SAME_ID), foreign);
        }
        for (String foreign : List.of("zeta-nova", "zeta-orion")) {
            assertSame(missing, client.get(ursula, "/v1/" + kind + "/" + foreign, SAME_ID), foreign);
        }
    }

    private static void assertSame(Client.Reply missing, Client.Reply foreign, String id) {
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().replace(id, "not-there")).isEqualTo(missing.body());
        assertThat(headers(foreign)).isEqualTo(headers(missing));
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        Map<String, List<String>> headers =
                new java.util.TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("ratelimit");
        headers.remove("content-length"); // the id is in the body, and ids differ in length
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "media-buys, media_buys, media_buy_id",
        "creatives, creatives, creative_id",
        "workflow-steps, workflow_steps, step_id",
        "contexts, contexts, context_id",
        "performance-feedback, performance_feedback, feedback_id",
        "products, products, product_id"
    })
    void a_list_has_what_the_caller_may_see(String kind, String member, String id) {
        List<String> open = kind.equals("products") ? List.of("acme-open") : List.of();

        assertThat(ids(client.get(token("acme", "nova"), "/v1/" + kind), member, id))
                .containsExactlyInAnyOrderElementsOf(with(open, "acme-nova"));
        assertThat(ids(client.get(token("acme", "ursula"), "/v1/" + kind), member, id))
                .containsExactlyInAnyOrderElementsOf(with(open, "acme-nova", "acme-orion"));
    }

    private static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> ids(Client.Reply reply, String member, String id) {
        assertThat(reply.status()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode item : reply.json().get(member)) {
            ids.add(item.get(id).stringValue());
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"?media_buy_id=zeta-nova,acme-orion,acme-nova", "?status=active", ""})
    void no_filter_widens_what_a_principal_sees(String query) {
        assertThat(ids(client.get(token("acme", "nova"), "/v1/media-buys" + query), "media_buys", "media_buy_id"))
                .containsExactly("acme-nova");
    }

    @Test
    void creatives_of_anothers_media_buy_are_none() {
        String nova = token("acme", "nova");

        assertThat(ids(client.get(nova, "/v1/creatives?media_buy_id=acme-nova"), "creatives", "creative_id"))
                .containsExactly("acme-nova");
        assertThat(ids(client.get(nova, "/v1/creatives?media_buy_id=acme-orion"), "creatives", "creative_id"))
                .isEmpty();
        assertThat(ids(client.get(nova, "/v1/creatives?media_buy_id=zeta-nova"), "creatives", "creative_id"))
                .isEmpty();
    }

    @Test
    void the_audit_log_is_the_tenants_and_for_users_alone() {
        Client.Reply log = client.get(token("acme", "ursula"), "/v1/audit-log");
        assertThat(ids(log, "entries", "object_id")).containsExactly("acme");

        Client.Reply refused = client.get(token("acme", "nova"), "/v1/audit-log");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void a_principal_sees_no_command_of_a_user() {
        assertThat(client.get(token("acme", "ursula"), "/v1/commands/acme-ursula")
                        .status())
                .isEqualTo(200);
        assertThat(client.get(token("acme", "nova"), "/v1/commands/acme-ursula").status())
                .isEqualTo(404);
    }

    @Test
    void a_principal_is_not_told_who_else_may_buy_a_product() {
        assertThat(client.get(token("acme", "nova"), "/v1/products/acme-nova")
                        .json()
                        .has("allowed_principal_ids"))
                .isFalse();
        assertThat(client.get(token("acme", "ursula"), "/v1/products/acme-nova")
                        .json()
                        .get("allowed_principal_ids")
                        .get(0)
                        .stringValue())
                .isEqualTo("nova");
    }

    @ParameterizedTest
    @ValueSource(strings = {"media-buys", "creatives", "workflow-steps", "contexts", "performance-feedback"})
    void only_users_choose_the_principal(String kind) {
        assertThat(client.get(token("acme", "ursula"), "/v1/" + kind + "?principal_id=orion")
                        .body())
                .contains("acme-orion")
                .doesNotContain("acme-nova");

        Client.Reply refused = client.get(token("acme", "nova"), "/v1/" + kind + "?principal_id=nova");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("details").get("accepted_values").toString())
                .doesNotContain("principal_id");
    }
}
