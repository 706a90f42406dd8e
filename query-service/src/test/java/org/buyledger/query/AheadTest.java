package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.enums.Party;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read ahead answers byte for byte as what is read step by step. */
class AheadTest extends ServiceTest {
    private static final String ODD = "\"quoted\" \\ \b\t\n\f\r\u0001\u001f\u007f / ü \uD83D\uDE00 {},";

    @Override
    protected void write() {
        for (String tenant : List.of("acme", "zeta")) {
            fixture.tenant(tenant);
            fixture.user(tenant, "ursula", UserRole.viewer);
            fixture.user(tenant, "second", UserRole.viewer);
            for (String principal : List.of("nova", "orion")) {
                fixture.principal(tenant, principal);
                fixture.creative(tenant, principal, "banner", row -> {});
            }
            fixture.product(tenant, "home", row -> {});
            fixture.price(tenant, "home", "cpm", "10");
        }
        fixture.mediaBuy("acme", "nova", "plain", row -> {});
        fixture.mediaBuy("acme", "nova", "odd", row -> {
            row.setPoNumber(ODD);
            row.setRejectionReason(ODD);
            row.setDetails(JSONB.jsonb("{\"a\": \"\\\"\\u00fc\", \"n\": [1.50, null, {}]}"));
            row.setBudget(new BigDecimal("0.0000001"));
            row.setStatus(MediaBuyStatus.canceled);
            row.setCanceledAt(Instant.parse("2026-11-02T00:00:00.100Z"));
            row.setCanceledBy(Party.buyer);
            row.setCancellationReason(ODD);
            row.setPriority(-3);
            row.setUpdatedAt(Instant.parse("2026-11-02T01:02:03.000001Z"));
            row.setConfirmedAt(Instant.parse("0001-01-01T00:00:00Z"));
            row.setCreativeDeadline(Instant.parse("9999-12-31T23:59:59.999999Z"));
            row.setRevision(Long.MAX_VALUE);
        });
        fixture.mediaPackage("acme", "odd", "second", 2, "home", row -> {
            row.setCanceledAt(Instant.parse("2026-11-02T00:00:00.12Z"));
            row.setCanceledBy(Party.seller);
            row.setPaused(true);
        });
        fixture.mediaPackage("acme", "odd", "first", 1, "home", row -> {
            row.setBidPrice(new BigDecimal("1.2500"));
            row.setPacing(Pacing.front_loaded);
            row.setImpressions(new BigDecimal("100000"));
            row.setStartTime(Instant.parse("2026-12-01T00:00:00Z"));
            row.setEndTime(Instant.parse("2026-12-02T00:00:00Z"));
            row.setCreativeDeadline(Instant.parse("2026-12-01T00:00:00Z"));
        });
        fixture.assignment("acme", "nova", "odd", "first", "banner");
        fixture.sql("UPDATE creative_assignments SET weight = 12.5, placement_ids = ARRAY['a', 'b \"c\"', 'd,e']");
        for (int i = 0; i < 7; i++) {
            int n = i;
            fixture.mediaBuy("acme", i % 2 == 0 ? "nova" : "orion", "same-" + i, row -> {
                row.setPaused(n % 3 == 0);
                row.setStatus(n % 3 == 0 ? MediaBuyStatus.paused : MediaBuyStatus.active);
            });
        }
        fixture.mediaBuy("zeta", "nova", "plain", row -> row.setPoNumber("zeta's"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "odd", "same-0", "same-1", "not-there"})
    void one_by_its_id(String id) {
        for (String who : List.of("nova", "second")) {
            String path = "/v1/media-buys/" + id;
            fixture.sql("UPDATE tenants SET name = name");
            Client.Reply byStep = freshClient(who, path);
            Client.Reply ahead = client.get(token("acme", who), path);

            assertThat(ahead.status()).isEqualTo(byStep.status());
            assertThat(ahead.body().replaceAll("\"request_id\":\"[^\"]*\"", ""))
                    .isEqualTo(byStep.body().replaceAll("\"request_id\":\"[^\"]*\"", ""));
            assertThat(ahead.header("ETag")).isEqualTo(byStep.header("ETag"));
            assertThat(ahead.header("Buyledger-Position")).isEqualTo(byStep.header("Buyledger-Position"));
        }
    }

    /** Asked of a service that has not met the token yet. */
    private Client.Reply freshClient(String who, String path) {
        try (QueryService fresh = QueryService.start(testDatabase.settings(java.util.Map.of()));
                Client other = new Client(fresh.port())) {
            return other.get(token("acme", who), path);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutSort(String link) {
        return link.replace("sort=-updated_at&", "").replaceAll("[?&]sort=-updated_at", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&status=active",
                "&status=canceled",
                "&status=rejected",
                "&max_results=2",
                "&status=paused&max_results=1"
            })
    void pages_of_a_list(String query) {
        for (String who : List.of("nova", "ursula")) {
            String token = token("acme", who);
            client.get(token, "/v1/products"); // now the token is known
            String cursor = "";
            int pages = 0;
            do {
                Client.Reply ahead = client.get(token, "/v1/media-buys?" + query.replaceFirst("&", "") + cursor);
                Client.Reply byStep = client.get(token, "/v1/media-buys?sort=-updated_at" + query + cursor);

                assertThat(ahead.status()).isEqualTo(200);
                assertThat(ahead.body()).isEqualTo(byStep.body());
                assertThat(withoutSort(ahead.header("Link"))).isEqualTo(withoutSort(byStep.header("Link")));
                String next = ahead.json().get("pagination").path("cursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
                pages++;
            } while (!cursor.isEmpty());
            assertThat(pages).isGreaterThanOrEqualTo(query.contains("max_results") ? 2 : 1);
        }
    }

    @Test
    void a_page_and_an_object_are_of_the_tenant_alone() {
        String zeta = token("zeta", "ursula");
        client.get(zeta, "/v1/products");

        assertThat(client.get(zeta, "/v1/media-buys").json().get("media_buys")).hasSize(1);
        assertThat(client.get(zeta, "/v1/media-buys/plain").body()).contains("zeta's");
        assertThat(client.get(zeta, "/v1/media-buys/odd").status()).isEqualTo(404);
        assertThat(client.get(token("acme", "ursula"), "/v1/media-buys/plain").body())
                .doesNotContain("zeta's");
    }

    @Test
    void a_token_that_no_longer_counts_reads_nothing_ahead() {
        fixture.principal("acme", "leaver");
        String leaver = token("acme", "leaver");
        assertThat(client.get(leaver, "/v1/media-buys").status()).isEqualTo(200);
        fixture.sql("UPDATE principals SET token_sha256 = NULL WHERE principal_id = 'leaver'");

        assertThat(client.get(leaver, "/v1/media-buys").status()).isEqualTo(401);
        assertThat(client.get(leaver, "/v1/media-buys/plain").status()).isEqualTo(401);
    }

    @Test
    void what_is_asked_wrongly_is_refused_as_ever() {
        String ursula = token("acme", "ursula");
        client.get(ursula, "/v1/products");
        for (String query : List.of(
                "status=nice",
                "max_results=0",
                "cursor=no",
                "colour=red",
                "status=",
                "status=active,paused&colour=red")) {
            assertThat(client.get(ursula, "/v1/media-buys?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(client.get(ursula, "/v1/media-buys/plain?colour=red").status())
                .isEqualTo(400);
    }
}
