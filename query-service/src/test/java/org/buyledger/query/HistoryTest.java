package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.projector.Streams.part;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.buyledger.events.Actor;
import org.buyledger.events.Json;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.WorkflowEvent;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two publishers to whom the same happened: a buy that is made, approved, prioritized, started and changed. */
class HistoryTest extends ServiceTest {
    private static final String ADA = "admin";
    private static final String NOVA = "nova-of-acme";
    private static final String ORION = "orion-of-acme";
    private static final MediaBuyId BUY = new MediaBuyId("mb_1");

    @Override
    protected void write() {
        Ledger ledger = new Ledger(database);
        TestLog log = new TestLog();
        for (String tenant : List.of("acme", "zeta")) {
            Streams.catalogue(log, tenant)
                    .add(tenant, new PrincipalEvent.TokenRotated(Streams.NOVA, TokenHash.ofToken("nova-of-" + tenant)))
                    .add(
                            tenant,
                            new PrincipalEvent.Registered(
                                    new PrincipalId("orion"), "Orion", TokenHash.ofToken("orion-of-" + tenant)))
                    .add(
                            tenant,
                            Actor.of(Streams.NOVA),
                            Streams.created("mb_1", MediaBuyStatus.PENDING_CREATIVES, part("pkg_1", "home", "5000.10")))
                    .add(tenant, new MediaBuyEvent.Prioritized(BUY, Streams.NOVA, 7, MediaBuyStatus.PENDING_CREATIVES))
                    .add(tenant, Actor.CLOCK, new MediaBuyEvent.Started(BUY, Streams.NOVA, MediaBuyStatus.ACTIVE))
                    .add(
                            tenant,
                            Actor.of(Streams.NOVA),
                            Streams.updated("mb_1", MediaBuyStatus.ACTIVE, part("pkg_1", "home", "6000")))
                    .add(
                            tenant,
                            Streams.opened(
                                    "step_1",
                                    org.buyledger.events.workflow.StepType.MEDIA_BUY_UPDATE,
                                    "media_buy/mb_1"))
                    .add(tenant, new WorkflowEvent.Commented(new StepId("step_1"), "Nova is in a hurry."));
        }
        ledger.apply(log.records());
        // Ada's token opens both; hers of zeta goes.
        fixture.sql("UPDATE users SET token_sha256 = NULL WHERE tenant_id = 'zeta'");
    }

    private List<JsonNode> history(String token, String path) {
        Client.Reply reply = client.get(token, path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("history").valueStream().toList();
    }

    private static Stream<String> texts(List<JsonNode> entries, String member) {
        return entries.stream().map(entry -> entry.path(member).asString("-"));
    }

    @Test
    void the_newest_comes_first_with_what_it_changed_who_did_it_and_where_it_stands() {
        List<JsonNode> entries = history(ADA, "/v1/media-buys/mb_1/history");

        assertThat(texts(entries, "revision")).containsExactly("4", "3", "2", "1");
        assertThat(texts(entries, "action")).containsExactly("updated_budget", "activated", "prioritized", "created");
        assertThat(entries.getFirst()).isEqualTo(Json.EVENTS.readTree("""
                {"revision": 4, "sequence": 14, "object": {"type": "media_buy", "id": "mb_1"}, "event_id": "cmd-14.1",
                 "type": "org.buyledger.media_buy.updated.v1", "occurred_at": "2026-11-23T12:14:00Z",
                 "actor": "principal:nova", "action": "updated_budget",
                 "summary": "Updated budget: budget 5000.10 to 6000, packages/0/budget 5000.10 to 6000, details/invoice_recipient X.",
                 "package_id": "pkg_1",
                 "changes": [
                   {"op": "replace", "path": "/budget", "value": "6000"},
                   {"op": "replace", "path": "/packages/0/budget", "value": "6000"},
                   {"op": "add", "path": "/details/invoice_recipient", "value": "X"},
                   {"op": "replace", "path": "/revision", "value": 4},
                   {"op": "replace", "path": "/updated_at", "value": "2026-11-23T12:14:00Z"}],
                 "causation_id": "cmd-14", "partition": 0, "offset": 19,
                 "links": {"command": "/v1/commands/cmd-14", "caused": "/v1/audit-log?causation_id=cmd-14"}}"""));
        assertThat(entries.get(1).get("links").has("command")).isFalse(); // the clock sends none
    }

    @Test
    void the_first_entry_adds_the_whole_object() {
        JsonNode first =
                history(ADA, "/v1/media-buys/mb_1/history?sort=sequence").getFirst();

        assertThat(first.get("changes")).hasSize(1);
        assertThat(first.get("changes").get(0).get("op").stringValue()).isEqualTo("add");
        assertThat(first.get("changes").get(0).get("path").stringValue()).isEmpty();
        assertThat(first.get("changes").get(0).get("value"))
                .isEqualTo(client.get(ADA, "/v1/media-buys/mb_1?as_of_position=" + first.get("sequence"))
                        .json());
    }

    @Test
    void a_buyer_is_not_told_what_the_buy_does_not_show_it() {
        List<JsonNode> entries = history(NOVA, "/v1/media-buys/mb_1/history");

        assertThat(texts(entries, "action")).containsExactly("updated_budget", "activated", "updated", "created");
        assertThat(texts(entries, "actor")).containsExactly("principal:nova", "system:clock", "user", "principal:nova");
        assertThat(entries.get(2)).isEqualTo(Json.EVENTS.readTree("""
                {"revision": 2, "sequence": 12, "object": {"type": "media_buy", "id": "mb_1"},
                 "occurred_at": "2026-11-23T12:12:00Z", "actor": "user", "action": "updated", "summary": "Updated.",
                 "changes": [{"op": "replace", "path": "/revision", "value": 2},
                             {"op": "replace", "path": "/updated_at", "value": "2026-11-23T12:12:00Z"}]}"""));
        assertThat(texts(entries, "event_id")).containsExactly("cmd-14.1", "cmd-13.1", "-", "cmd-11.1");
        assertThat(texts(entries, "partition")).containsOnly("-");
        assertThat(entries.getFirst().get("links")).isEqualTo(Json.EVENTS.readTree("""
                {"command": "/v1/commands/cmd-14"}"""));
        String talk = client.get(NOVA, "/v1/workflow-steps/step_1/history").body();
        assertThat(talk).doesNotContain("hurry").doesNotContain("comment").doesNotContain("ada");
        assertThat(client.get(ADA, "/v1/workflow-steps/step_1/history").body())
                .contains("hurry", "commented", "user:ada");
    }

    @Test
    void a_buyer_finds_by_type_only_what_it_is_told_the_type_of() {
        String prioritized = "?types=org.buyledger.media_buy.prioritized.v1,org.buyledger.media_buy.started.v1";

        assertThat(texts(history(ADA, "/v1/media-buys/mb_1/history" + prioritized), "action"))
                .containsExactly("activated", "prioritized");
        assertThat(texts(history(NOVA, "/v1/media-buys/mb_1/history" + prioritized), "action"))
                .containsExactly("activated");
    }

    @Test
    void it_begins_at_a_revision_and_goes_on_page_by_page() {
        assertThat(texts(history(ADA, "/v1/media-buys/mb_1/history?from_revision=3&sort=sequence"), "revision"))
                .containsExactly("3", "4");
        assertThat(history(ADA, "/v1/media-buys/mb_1/history?from_revision=5")).isEmpty();

        Client.Reply page = client.get(ADA, "/v1/media-buys/mb_1/history?max_results=3");
        assertThat(page.json().get("pagination").get("has_more").booleanValue()).isTrue();
        assertThat(texts(history(ADA, page.next()), "revision")).containsExactly("1");
        String cursor = page.json().get("pagination").get("cursor").stringValue();
        assertThat(client.get(ADA, "/v1/workflow-steps/step_1/history?max_results=3&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_product_has_the_history_of_its_prices_too() {
        List<JsonNode> entries = history(ADA, "/v1/products/home/history");

        assertThat(entries.stream().map(entry -> entry.get("object").get("type").stringValue()))
                .containsExactly("pricing_option", "product");
        assertThat(entries.getFirst().get("changes").get(0).get("path").stringValue())
                .isEqualTo("/pricing_options/0");
    }

    @ParameterizedTest
    @CsvSource({"media-buys/mb_1", "workflow-steps/step_1", "products/home"})
    void anothers_history_answers_byte_for_byte_as_a_missing_one(String object) {
        Map<String, String> same = Map.of("X-Request-Id", "same");
        String kind = object.substring(0, object.indexOf('/'));
        for (String asked : List.of("/history", "?as_of_position=14", "?as_of=2026-11-23T12:14:00Z")) {
            Client.Reply missing = client.get(ORION, "/v1/" + kind + "/not-there" + asked, same);
            Client.Reply foreign = client.get(ORION, "/v1/" + object + asked, same);
            assertThat(missing.status()).as(missing.body()).isEqualTo(404);
            assertThat(foreign.body()
                            .replace(object, kind + "/not-there")
                            .replace("'" + object.substring(kind.length() + 1) + "'", "'not-there'"))
                    .isEqualTo(missing.body());
        }
        assertThat(client.get(NOVA, "/v1/" + object + "/history").status()).isEqualTo(200);
        // The other publisher's objects of the same names have a later place in the log, and are not among these.
        assertThat(client.get(NOVA, "/v1/" + object + "/history").body()).doesNotContain("zeta");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            types=org.buyledger.product.put.v1 | types
            types=                             | types
            from_revision=0                    | from_revision
            from_revision=first                | from_revision
            from_revision=9999999999999999999  | from_revision
            sort=revision                      | sort
            order=asc                          | order
            as_of_position=3                   | as_of_position
            max_results=101                    | max_results
            """)
    void what_is_not_accepted_is_named(String query, String parameter) {
        Client.Reply reply = client.get(ADA, "/v1/media-buys/mb_1/history?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo(parameter);
    }
}
