package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.math.BigDecimal;
import java.time.Instant;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.enums.Party;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;

/** What each kind of object looks like; the whole of it, so that nothing slips in or out. */
class RepresentationTest extends ServiceTest {
    private static final String NOVA = token("acme", "nova");
    private static final String URSULA = token("acme", "ursula");

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.principal("acme", "nova");
        fixture.user("acme", "ursula", UserRole.viewer);
        fixture.product("acme", "home", row -> {
            row.setDescription("The home page");
            row.setExpiresAt(Instant.parse("2027-01-01T00:00:00Z"));
        });
        fixture.price("acme", "home", "cpm", "12.50");
        fixture.creative("acme", "nova", "banner", row -> {
            row.setStatus(CreativeStatus.rejected);
            row.setRejectionReason("too loud");
            row.setReviewedAt(T0);
            row.setReviewedBy("user:ursula");
        });
    }

    private void assertJson(String path, String json) {
        assertThat(client.get(URSULA, path).json()).isEqualTo(Json.EVENTS.readTree(json));
    }

    @Test
    void a_media_buy_has_its_packages_and_they_their_assignments() {
        fixture.mediaBuy("acme", "nova", "mb_full", row -> {
            row.setBudget(new BigDecimal("1E+3"));
            row.setPoNumber("PO-1");
            row.setConfirmedAt(T0.plusMillis(5));
            row.setRevision(3L);
            row.setDetails(JSONB.jsonb("{\"context\": {\"n\": 1.10}}"));
        });
        fixture.mediaPackage("acme", "mb_full", "pkg_b", 1, "home", row -> {
            row.setBidPrice(new BigDecimal("0.0000001"));
            row.setPacing(Pacing.front_loaded);
            row.setImpressions(new BigDecimal("100000"));
            row.setStartTime(Instant.parse("2026-12-02T00:00:00Z"));
            row.setEndTime(Instant.parse("2026-12-03T00:00:00Z"));
        });
        fixture.mediaPackage("acme", "mb_full", "pkg_a", 2, "home", row -> {
            row.setCanceledAt(T0);
            row.setCanceledBy(Party.buyer);
        });
        fixture.assignment("acme", "nova", "mb_full", "pkg_b", "banner");

        String buy = """
                {"media_buy_id": "mb_full", "principal_id": "nova", "status": "active", "paused": false,
                 "valid_actions": ["pause", "cancel", "update_budget", "update_dates", "update_packages", "add_packages",
                                   "sync_creatives"],
                 "account": {"account_id": "acc"}, "brand": {"domain": "nova.example"}, "po_number": "PO-1",
                 "budget": "1000", "currency": "USD",
                 "start_time": "2026-12-01T00:00:00Z", "end_time": "2026-12-11T00:00:00Z",
                 "confirmed_at": "2026-11-01T10:00:00.005Z",
                 "packages": [
                   {"package_id": "pkg_b", "product_id": "home", "pricing_option_id": "cpm", "budget": "2500.05",
                    "bid_price": "0.0000001", "currency": "USD", "pacing": "front_loaded", "impressions": 100000,
                    "start_time": "2026-12-02T00:00:00Z", "end_time": "2026-12-03T00:00:00Z", "paused": false,
                    "creative_assignments": [{"creative_id": "banner", "weight": 60, "placement_ids": ["top"],
                      "details": {}, "created_at": "2026-11-01T10:00:00Z"}],
                    "details": {}},
                   {"package_id": "pkg_a", "product_id": "home", "pricing_option_id": "cpm", "budget": "2500.05",
                    "currency": "USD", "paused": false,
                    "cancellation": {"canceled_at": "2026-11-01T10:00:00Z", "canceled_by": "buyer"},
                    "creative_assignments": [], "details": {}}],
                 "request_sha256": "%s", "details": {"context": {"n": 1.10}},
                 "revision": 3, "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-01T10:00:00Z"}
                """.formatted("ab".repeat(32));
        assertJson("/v1/media-buys/mb_full", buy);
        assertJson(
                "/v1/media-buys?media_buy_id=mb_full",
                "{\"media_buys\": [" + buy + "], \"pagination\": {\"has_more\": false}}");
    }

    @Test
    void a_canceled_media_buy_says_by_whom_and_why_and_a_rejected_one_why() {
        fixture.mediaBuy("acme", "nova", "mb_canceled", row -> {
            row.setStatus(MediaBuyStatus.canceled);
            row.setCanceledAt(T0);
            row.setCanceledBy(Party.seller);
            row.setCancellationReason("fraud");
        });
        fixture.mediaBuy("acme", "nova", "mb_rejected", row -> {
            row.setStatus(MediaBuyStatus.rejected);
            row.setRejectionReason("no room");
        });

        assertThat(client.get(NOVA, "/v1/media-buys/mb_canceled").json().get("cancellation"))
                .isEqualTo(
                        Json.EVENTS.readTree(
                                "{\"canceled_at\": \"2026-11-01T10:00:00Z\", \"canceled_by\": \"seller\", \"reason\": \"fraud\"}"));
        assertThat(client.get(NOVA, "/v1/media-buys/mb_rejected")
                        .json()
                        .get("rejection_reason")
                        .stringValue())
                .isEqualTo("no room");
    }

    @Test
    void a_creative_shows_its_review() {
        assertJson("/v1/creatives/banner", """
                {"creative_id": "banner", "principal_id": "nova", "name": "Creative banner", "status": "rejected",
                 "format_kind": "image", "assets": {"image": {"url": "https://cdn.example/a.png"}}, "tags": ["winter"],
                 "rejection_reason": "too loud", "reviewed_at": "2026-11-01T10:00:00Z", "reviewed_by": "user:ursula",
                 "details": {}, "revision": 1, "created_at": "2026-11-01T10:00:00Z",
                 "updated_at": "2026-11-01T10:00:00Z"}
                """);
    }

    @Test
    void a_workflow_step_shows_what_it_is_about_and_its_task() {
        fixture.step("acme", "nova", "step_1", row -> {
            row.setStepType(WorkflowStepType.media_buy_update);
            row.setStatus(WorkflowStepStatus.failed);
            row.setRequest(JSONB.jsonb("{\"media_buy_id\": \"mb_1\", \"revision\": 2}"));
            row.setComment("fine");
            row.setReason("stale");
            row.setError(JSONB.jsonb("{\"code\": \"CONFLICT\"}"));
            row.setDecidedBy("user:ursula");
            row.setDecidedAt(T0);
        });

        assertJson("/v1/workflow-steps/step_1", """
                {"step_id": "step_1", "step_type": "media_buy_update", "status": "failed",
                 "object": {"type": "media_buy", "id": "mb_1"}, "principal_id": "nova",
                 "request": {"media_buy_id": "mb_1", "revision": 2}, "comment": "fine", "reason": "stale",
                 "error": {"code": "CONFLICT"}, "decided_by": "user:ursula", "decided_at": "2026-11-01T10:00:00Z",
                 "task": {"task_id": "step_1", "task_type": "update_media_buy", "protocol": "media-buy", "status": "failed"},
                 "revision": 1, "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-01T10:00:00Z"}
                """);
    }

    @Test
    void an_archived_product_is_in_no_list_and_says_since_when_it_is() {
        fixture.product("acme", "old", row -> row.setArchivedAt(Fixture.T0));

        assertThat(client.get(NOVA, "/v1/products").body()).contains("\"home\"").doesNotContain("\"old\"");
        assertThat(client.get(NOVA, "/v1/products/old").body()).contains("\"archived_at\":\"2026-11-01T10:00:00Z\"");
    }

    @Test
    void a_product_has_its_prices() {
        assertJson("/v1/products/home", """
                {"product_id": "home", "name": "home", "description": "The home page", "delivery_type": "guaranteed",
                 "format_ids": [{"agent_url": "https://formats.example", "id": "banner"}], "channels": ["display"],
                 "countries": [], "placement_ids": [], "automatic_creation": true, "allowed_principal_ids": [],
                 "expires_at": "2027-01-01T00:00:00Z",
                 "pricing_options": [{"pricing_option_id": "cpm", "pricing_model": "cpm", "currency": "USD",
                   "fixed_price": "12.50", "details": {}, "revision": 1, "created_at": "2026-11-01T10:00:00Z",
                   "updated_at": "2026-11-01T10:00:00Z"}],
                 "details": {}, "revision": 1, "created_at": "2026-11-01T10:00:00Z",
                 "updated_at": "2026-11-01T10:00:00Z"}
                """);
    }

    @Test
    void a_command_shows_its_result() {
        fixture.command("acme", "principal:nova", "cmd-1", row -> {
            row.setOutcome(CommandOutcome.rejected);
            row.setPosition(null);
            row.setEvents(JSONB.jsonb("[]"));
            row.setResponse(null);
            row.setError(JSONB.jsonb("{\"code\": \"BUDGET_TOO_LOW\"}"));
        });

        assertJson("/v1/commands/cmd-1", """
                {"command_id": "cmd-1", "actor": "principal:nova", "outcome": "rejected", "events": [],
                 "error": {"code": "BUDGET_TOO_LOW"}, "answered_at": "2026-11-01T10:00:00Z"}
                """);
        assertThat(client.get(NOVA, "/v1/commands/cmd-2")
                        .json()
                        .get("suggestion")
                        .stringValue())
                .contains("once the command is decided");
    }

    @Test
    void an_audit_entry_shows_where_it_stands_in_kafka() {
        fixture.event("acme", 1, row -> row.setCorrelationId("corr"));

        assertJson("/v1/audit-log?sort=sequence&max_results=1&object_type=media_buy", """
                {"entries": [{"sequence": 1, "event_id": "cmd-1.1", "type": "org.buyledger.media_buy.started.v1",
                  "object_type": "media_buy", "object_id": "mb_1", "revision": 1, "actor": "system:clock",
                  "occurred_at": "2026-11-01T10:00:01Z", "causation_id": "cmd-1", "correlation_id": "corr",
                  "hash": "%s", "payload": {"media_buy_id": "mb_1", "status": "active"},
                  "partition": 0, "offset": 1}], "pagination": {"has_more": false}}
                """.formatted("0".repeat(64)));
    }

    @Test
    void an_event_of_an_older_version_is_shown_as_it_was_written() {
        String type = "org.buyledger.pricing_option.put.v1";
        fixture.event("acme", 3, row -> {
            row.setType(type);
            row.setPayload(JSONB.jsonb("{\"product_id\": \"home\", \"fixed_price\": \"12.505\"}"));
        });

        var entry = client.get(URSULA, "/v1/audit-log?type=" + type)
                .json()
                .get("entries")
                .get(0);

        assertThat(entry.get("type").asString()).isEqualTo(type);
        assertThat(entry.get("payload"))
                .isEqualTo(Json.EVENTS.readTree("{\"product_id\": \"home\", \"fixed_price\": \"12.505\"}"));
    }

    @Test
    void no_answer_shows_the_hash_of_a_token() {
        String hash = Sha256.hex(NOVA);
        fixture.event("acme", 2, row -> {
            row.setType("org.buyledger.principal.registered.v1");
            row.setObjectType("principal");
            row.setPayload(JSONB.jsonb("{\"principal_id\": \"nova\", \"token_sha256\": \"" + hash
                    + "\", \"nested\": [{\"token_sha256\": \"" + hash + "\", \"price\": 1.10}]}"));
        });

        Client.Reply log = client.get(URSULA, "/v1/audit-log?object_type=principal");

        assertThat(log.body()).doesNotContain(hash).doesNotContain("token_sha256");
        assertThat(log.json().get("entries").get(0).get("payload"))
                .isEqualTo(Json.EVENTS.readTree("{\"principal_id\": \"nova\", \"nested\": [{\"price\": 1.10}]}"));
    }

    @Test
    void an_empty_list_is_a_list() {
        assertJson(
                "/v1/workflow-steps?status=in_progress",
                "{\"workflow_steps\": [], \"pagination\": {\"has_more\": false}}");
    }
}
