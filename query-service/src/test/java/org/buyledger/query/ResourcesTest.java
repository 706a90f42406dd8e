package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.query.http.Route;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every resource, whichever they are: the paths come from the table of routes. Two publishers with the same
 * two buyers' names, and one object of each kind for each buyer, named for its publisher and its buyer.
 */
class ResourcesTest extends ServiceTest {
    private static final List<String> BUYERS = List.of("nova", "orion");
    private static final List<String> USERS = List.of("viewer", "manager", "admin");
    private static final Map<String, String> SAME_ID = Map.of("X-Request-Id", "same");

    /** What is not called for its publisher and its buyer. */
    private static final Map<String, String> IDS = Map.of(
            "/v1/currency-limits/{id}", "USD",
            "/v1/tenants/{id}", "acme",
            "/v1/principals/{id}", "nova",
            "/v1/users/{id}", "viewer");

    @Override
    protected void write() {
        for (String tenant : List.of("acme", "zeta")) {
            fixture.tenant(tenant);
            for (UserRole role : UserRole.values()) {
                fixture.user(tenant, role.getLiteral(), role);
            }
            for (String principal : BUYERS) {
                String mine = tenant + "-" + principal;
                fixture.principal(tenant, principal);
                fixture.product(tenant, mine, row -> row.setAllowedPrincipalIds(new String[] {principal}));
                fixture.price(tenant, mine, "cpm", "10");
                fixture.mediaBuy(tenant, principal, mine, row -> row.setBrandDomain(mine));
                fixture.mediaPackage(tenant, mine, "pkg", 1, mine, row -> {});
                fixture.creative(tenant, principal, mine, row -> {});
                fixture.review(tenant, principal, mine, mine, row -> {});
                fixture.assignment(tenant, principal, mine, "pkg", mine);
                fixture.step(tenant, principal, mine, row -> row.setObjectId(mine));
                fixture.context(tenant, principal, mine);
                fixture.feedback(tenant, principal, mine, mine);
                fixture.note(tenant, mine, mine, Fixture.T0);
                String hash = Sha256.hex(token(tenant, principal));
                fixture.command(
                        tenant,
                        "principal:" + principal,
                        mine,
                        row -> row.setResponse(JSONB.jsonb("{\"token_sha256\": \"" + hash + "\"}")));
            }
            fixture.configuration(tenant, "nova", tenant + "-nova");
            fixture.strategy(tenant, null, tenant + "-common");
            fixture.event(
                    tenant,
                    1,
                    row -> row.setObjectId(tenant)
                            .setPayload(
                                    JSONB.jsonb("{\"token_sha256\": \"" + Sha256.hex(token(tenant, "nova")) + "\"}")));
            fixture.position(tenant, 1);
        }
    }

    static Stream<String> templates() {
        return routes().stream()
                .map(Route::template)
                .filter(template -> !template.endsWith("/history")); // these rows have no events; see HistoryTest
    }

    private static String path(String template) {
        return template.replace("{id}", IDS.getOrDefault(template, "acme-nova"));
    }

    private static String lister(String template) {
        return token("acme", template.equals("/v1/creatives/{id}") ? "nova" : "admin");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void somebody_of_the_tenant_is_answered(String template) {
        assertThat(client.get(lister(template), path(template)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nobody_is_shown_a_secret(String template) {
        List<String> tokens = new ArrayList<>(List.of(ROOT));
        Stream.of(BUYERS, USERS).flatMap(List::stream).forEach(who -> tokens.add(token("acme", who)));
        for (String asking : tokens) {
            String answer = client.get(asking, path(template)).body();
            assertThat(answer).doesNotContain("token_sha256");
            for (String token : tokens) {
                assertThat(answer).doesNotContain(token, Sha256.hex(token));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nobody_is_shown_what_is_another_tenants(String template) {
        for (String who : List.of("nova", "viewer", "manager", "admin")) {
            assertThat(client.get(token("acme", who), path(template)).body()).doesNotContain("zeta");
            Client.Reply others = client.get(token("zeta", who), path(template));
            assertThat(others.body()
                            .replace("acme-nova", "")
                            .replace("\"/v1/tenants/acme\"", "")
                            .replace("'acme'", ""))
                    .doesNotContain("acme");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void no_buyer_is_shown_what_is_another_buyers(String template) {
        assertThat(client.get(token("acme", "nova"), path(template)).body()).doesNotContain("orion");
        Client.Reply others = client.get(token("acme", "orion"), path(template));
        if (template.endsWith("{id}") && others.status() != 403 && !template.startsWith("/v1/tenants/")) {
            Client.Reply missing = client.get(token("acme", "orion"), template.replace("{id}", "not-there"), SAME_ID);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(client.get(token("acme", "orion"), path(template), SAME_ID)
                            .body()
                            .replace(IDS.getOrDefault(template, "acme-nova"), "not-there"))
                    .isEqualTo(missing.body());
        } else {
            // The path is repeated where it is refused, and the brand of all buys is Nova.
            assertThat(others.body().replace(path(template), "").replace("nova.example", ""))
                    .doesNotContain("nova");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_operator_is_told_what_the_root_token_is_for(String template) {
        Client.Reply reply = client.get(ROOT, path(template));

        if (Set.of("/v1/tenants", "/v1/tenants/{id}", "/v1/projections").contains(template)) {
            assertThat(reply.status()).isEqualTo(200);
        } else {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("PERMISSION_DENIED");
            assertThat(reply.json().get("suggestion").stringValue()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void an_unknown_parameter_is_refused_with_those_that_there_are(String template) {
        Client.Reply reply = client.get(lister(template), path(template) + "?no_such=1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo("no_such");
        assertThat(reply.json().get("details").has("accepted_values")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void head_has_the_headers_of_get(String template) {
        Client.Reply get = client.get(lister(template), path(template), SAME_ID);
        Client.Reply head = client.send("HEAD", lister(template), path(template), SAME_ID);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(get));
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        Map<String, List<String>> headers =
                new TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("ratelimit"); // each request is one less
        return headers;
    }

    @ParameterizedTest
    @MethodSource("templates")
    void who_has_the_answer_is_told_so(String template) {
        String tag = client.get(lister(template), path(template)).header("ETag");
        if (tag.isEmpty()) {
            // Not made of the tenant's events alone.
            assertThat(template).isIn("/v1/commands", "/v1/commands/{id}", "/v1/events", "/v1/projections");
            return;
        }

        Client.Reply reply = client.get(lister(template), path(template), Map.of("If-None-Match", tag));

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).isEqualTo(tag);
        assertThat(reply.header("Buyledger-Position")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_list_is_another_once_its_tenant_has_a_further_event(String template) {
        String tag = client.get(token("zeta", "admin"), path(template)).header("ETag");
        if (!tag.startsWith("W/")) {
            return;
        }
        fixture.sql("UPDATE tenant_positions SET sequence = sequence + 1 WHERE tenant_id = 'zeta'");

        Client.Reply reply = client.get(token("zeta", "admin"), path(template), Map.of("If-None-Match", tag));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).startsWith("W/").isNotEqualTo(tag);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void pages_of_a_list_can_be_counted_and_walked(String template) {
        JsonNode pagination =
                client.get(lister(template), path(template)).json().path("pagination");
        if (pagination.isMissingNode()) {
            return;
        }
        assertThat(pagination.has("total_count")).isFalse();
        for (String count : List.of("exact", "estimated")) {
            Client.Reply reply = client.get(lister(template), path(template) + "?max_results=1&count=" + count);
            assertThat(reply.json().get("pagination").get("total_count").asInt())
                    .isPositive();
            assertThat(reply.header("Link"))
                    .startsWith("<" + path(template) + "?count=" + count + "&max_results=1>; rel=\"first\"");
        }
        Client.Reply refused = client.get(lister(template), path(template) + "?count=many");
        assertThat(refused.json().get("details").get("accepted_values").toString())
                .isEqualTo("[\"exact\",\"estimated\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/campaign-notes, Send a user's token.",
        "/v1/audit-log, Send a user's token.",
        "/v1/users, Send a user's token.",
        "/v1/auth-config, Send a user's token."
    })
    void what_is_the_publishers_is_refused_to_buyers(String path, String suggestion) {
        Client.Reply reply = client.get(token("acme", "nova"), path);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("PERMISSION_DENIED");
        assertThat(reply.json().get("suggestion").stringValue()).isEqualTo(suggestion);
    }

    @Test
    void a_buyer_sees_itself_its_strategies_and_those_that_are_everybodys() {
        assertThat(client.get(token("acme", "nova"), "/v1/principals").json().get("principals"))
                .hasSize(1);
        assertThat(client.get(token("acme", "nova"), "/v1/strategies")
                        .json()
                        .get("strategies")
                        .findValuesAsString("strategy_id"))
                .containsExactly("acme-common", "acme-nova");
        assertThat(client.get(token("acme", "orion"), "/v1/strategies")
                        .json()
                        .get("strategies")
                        .findValuesAsString("strategy_id"))
                .containsExactly("acme-common");
    }

    @Test
    void a_tenant_shows_buyers_its_name_and_users_its_settings() {
        JsonNode toBuyer = client.get(token("acme", "nova"), "/v1/tenant").json();
        assertThat(toBuyer.propertyNames())
                .containsExactly("tenant_id", "name", "revision", "created_at", "updated_at");

        JsonNode toUser = client.get(token("acme", "viewer"), "/v1/tenant").json();
        assertThat(toUser.get("approval_mode").stringValue()).isEqualTo("require-human");
        assertThat(client.get(token("acme", "viewer"), "/v1/tenants/acme").json())
                .isEqualTo(toUser);
        assertThat(client.get(token("acme", "viewer"), "/v1/tenants/zeta").status())
                .isEqualTo(404);
    }

    @Test
    void the_operator_sees_all_tenants_and_reads_what_it_wrote() {
        Client.Reply all = client.get(ROOT, "/v1/tenants?deactivated=false");
        assertThat(all.json().get("tenants").findValuesAsString("tenant_id")).contains("acme", "zeta");
        assertThat(all.header("ETag")).as("it is no tenant's").isEmpty();

        Client.Reply one = client.get(ROOT, "/v1/tenants/acme", Map.of("Buyledger-Min-Position", "1"));
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.header("Buyledger-Position")).isEqualTo("1");
        assertThat(client.get(ROOT, "/v1/tenants/acme", Map.of("Buyledger-Min-Position", "2"))
                        .code())
                .isEqualTo("PROJECTION_BEHIND");
        assertThat(client.get(ROOT, "/v1/tenants", Map.of("Buyledger-Min-Position", "1"))
                        .status())
                .isEqualTo(400);
        assertThat(client.get(ROOT + "x", "/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void amounts_are_text_and_references_of_secrets_stay_references() {
        assertThat(client.get(token("acme", "viewer"), "/v1/currency-limits/USD")
                        .json())
                .isEqualTo(org.buyledger.events.Json.EVENTS.readTree("""
                        {"currency": "USD", "min_package_budget": "100", "max_daily_package_spend": "5000.50",
                         "revision": 1, "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-01T10:00:00Z"}"""));
        assertThat(client.get(token("acme", "viewer"), "/v1/creative-agents?enabled=true")
                        .json()
                        .get("creative_agents")
                        .get(0)
                        .get("credentials")
                        .stringValue())
                .isEqualTo("env:CREATIVE_AGENT_TOKEN");
        assertThat(client.get(token("acme", "viewer"), "/v1/signals-agents?enabled=true")
                        .json()
                        .get("signals_agents"))
                .isEmpty();
    }
}
