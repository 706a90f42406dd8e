package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewType;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.enums.Party;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each kind of object looks like; the whole of it, so that nothing slips in or out. */
class RepresentationTest extends ServiceTest {
    private static final String NOVA = token("acme", "nova");
    private static final String URSULA = token("acme", "ursula");
    private static final String CONFLICT =
            "{\"code\": \"CONFLICT\", \"message\": \"It moved on.\", \"recovery\": \"transient\"}";

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.principal("acme", "nova");
        fixture.user("acme", "ursula", UserRole.viewer);
        fixture.product("acme", "home", row -> {
            row.setDescription("The home page");
            row.setExpiresAt(Instant.parse("2027-01-01T00:00:00Z"));
            row.setCreativeLeadHours(72);
        });
        fixture.price("acme", "home", "cpm", "12.50");
        fixture.creative("acme", "nova", "banner", row -> {
            row.setStatus(CreativeStatus.rejected);
            row.setRejectionReason("too loud");
            row.setReviewedAt(T0);
            row.setReviewedBy("user:ursula");
        });
    }

    @Test
    void a_media_buy_has_what_is_asked_for() {
        fixture.mediaBuy("acme", "nova", "mb_with", row -> {});
        fixture.mediaPackage("acme", "mb_with", "pkg_1", 1, "home", row -> {});
        fixture.mediaPackage("acme", "mb_with", "pkg_2", 2, "home", row -> {});
        fixture.assignment("acme", "nova", "mb_with", "pkg_1", "banner");
        fixture.assignment("acme", "nova", "mb_with", "pkg_2", "banner");
        fixture.step("acme", "nova", "step_with", row -> row.setObjectId("mb_with"));
        JsonNode creatives = Json.EVENTS.readTree("""
                [{"creative_id": "banner", "name": "Creative banner", "status": "rejected", "format_kind": "image",
                  "rejection_reason": "too loud", "revision": 1, "updated_at": "2026-11-01T10:00:00Z"}]""");
        JsonNode workflow = Json.EVENTS.readTree("""
                [{"step_id": "step_with", "step_type": "media_buy_creation", "status": "requires_approval", "revision": 1,
                  "created_at": "2026-11-01T10:00:00Z"}]""");

        for (String who : List.of(NOVA, URSULA)) {
            JsonNode some = client.get(who, "/v1/media-buys/mb_with?include=creatives,workflow")
                    .json();
            assertThat(some.get("creatives")).isEqualTo(creatives);
            assertThat(some.get("workflow")).isEqualTo(workflow);
            assertThat(some.has("packages")).isFalse();
            JsonNode listed = client.get(who, "/v1/media-buys?media_buy_id=mb_with&include=workflow,packages")
                    .json()
                    .get("media_buys")
                    .get(0);
            assertThat(listed.get("packages")).hasSize(2);
            assertThat(listed.get("workflow")).isEqualTo(workflow);
            assertThat(listed.has("creatives")).isFalse();
            JsonNode none =
                    client.get(who, "/v1/media-buys/mb_with?include=none").json();
            assertThat(none.has("packages")).isFalse();
        }
    }

    @Test
    void the_tag_of_a_media_buy_with_its_creatives_changes_with_them() {
        fixture.position("acme", 1);
        fixture.mediaBuy("acme", "nova", "mb_tag", row -> {});
        String path = "/v1/media-buys/mb_tag?include=creatives";
        String tag = client.get(NOVA, path).header("ETag");
        assertThat(client.get(NOVA, path, Map.of("If-None-Match", tag)).status())
                .isEqualTo(304);

        // As by the event that changed one of them.
        fixture.sql("UPDATE tenant_positions SET sequence = 2 WHERE tenant_id = 'acme'");

        assertThat(client.get(NOVA, path, Map.of("If-None-Match", tag)).status())
                .isEqualTo(200);
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
            row.setCreativeDeadline(Instant.parse("2026-11-28T00:00:00Z"));
            row.setRevision(3L);
            row.setDetails(JSONB.jsonb("{\"context\": {\"n\": 1.10}}"));
        });
        fixture.mediaPackage("acme", "mb_full", "pkg_b", 1, "home", row -> {
            row.setBidPrice(new BigDecimal("0.0000001"));
            row.setPacing(Pacing.front_loaded);
            row.setImpressions(new BigDecimal("100000"));
            row.setStartTime(Instant.parse("2026-12-02T00:00:00Z"));
            row.setEndTime(Instant.parse("2026-12-03T00:00:00Z"));
            row.setCreativeDeadline(Instant.parse("2026-11-29T00:00:00Z"));
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
                 "start_time": "2026-12-01T00:00:00Z", "end_time": "2026-12-11T00:00:00Z", "priority": 0,
                 "creative_deadline": "2026-11-28T00:00:00Z",
                 "confirmed_at": "2026-11-01T10:00:00.005Z",
                 "packages": [
                   {"package_id": "pkg_b", "product_id": "home", "pricing_option_id": "cpm", "budget": "2500.05",
                    "bid_price": "0.0000001", "currency": "USD", "pacing": "front_loaded", "impressions": 100000,
                    "start_time": "2026-12-02T00:00:00Z", "end_time": "2026-12-03T00:00:00Z",
                    "creative_deadline": "2026-11-29T00:00:00Z", "paused": false,
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
    void notes_and_the_priority_of_a_buy_are_for_users_alone() {
        fixture.mediaBuy("acme", "nova", "mb_noted", row -> row.setPriority(-7));
        fixture.note("acme", "mb_noted", "note_1", T0);
        fixture.note("acme", "mb_noted", "note_2", T0.plusSeconds(1));

        assertThat(client.get(URSULA, "/v1/media-buys/mb_noted")
                        .json()
                        .get("priority")
                        .intValue())
                .isEqualTo(-7);
        assertThat(client.get(NOVA, "/v1/media-buys/mb_noted").json().has("priority"))
                .isFalse();
        assertThat(client.get(NOVA, "/v1/media-buys?sort=priority").status()).isEqualTo(400);
        assertJson("/v1/campaign-notes?media_buy_id=mb_noted&created_at%5Bgte%5D=2026-11-01T10:00:01Z", """
                {"campaign_notes": [{"note_id": "note_2", "media_buy_id": "mb_noted", "author": "user:ursula",
                  "body": "Watch it.", "created_at": "2026-11-01T10:00:01Z"}], "pagination": {"has_more": false}}
                """);
        assertThat(client.get(NOVA, "/v1/campaign-notes").status()).isEqualTo(403);
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
                 "reviews": [], "details": {}, "revision": 1, "created_at": "2026-11-01T10:00:00Z",
                 "updated_at": "2026-11-01T10:00:00Z"}
                """);
    }

    @Test
    void a_creative_shows_all_its_reviews_to_users_and_none_to_buyers() {
        fixture.creative("acme", "nova", "reviewed", row -> {
            row.setStatus(CreativeStatus.suspended);
            row.setSuspensionReason("broken");
        });
        fixture.review("acme", "nova", "reviewed", "review_1", row -> {
            row.setReviewType(CreativeReviewType.ai);
            row.setConfidence(new BigDecimal("0.50"));
            row.setPolicyTriggered("gambling");
            row.setFinalDecision(CreativeReviewOutcome.escalated);
        });
        fixture.review("acme", "nova", "reviewed", "review_2", row -> row.setReviewedAt(T0.plusSeconds(1)));

        assertThat(client.get(URSULA, "/v1/creatives/reviewed").json().get("reviews"))
                .isEqualTo(Json.EVENTS.readTree("""
                [{"review_id": "review_1", "review_type": "ai", "reviewer": "user:ursula", "decision": "approve",
                  "confidence": "0.50", "categories": ["gambling"], "policy_triggered": "gambling",
                  "recommendations": [], "human_override": false, "final_decision": "escalated",
                  "reviewed_at": "2026-11-01T10:00:00Z"},
                 {"review_id": "review_2", "review_type": "human", "reviewer": "user:ursula", "decision": "approve",
                  "categories": ["gambling"], "recommendations": [], "human_override": false,
                  "final_decision": "approved", "reviewed_at": "2026-11-01T10:00:01Z"}]
                """));
        assertThat(client.get(NOVA, "/v1/creatives/reviewed").json().has("reviews"))
                .isFalse();
        assertThat(client.get(NOVA, "/v1/creatives/reviewed")
                        .json()
                        .get("suspension_reason")
                        .stringValue())
                .isEqualTo("broken");
    }

    @Test
    void performance_feedback_shows_what_was_measured() {
        fixture.mediaBuy("acme", "nova", "mb_measured", row -> {});
        fixture.feedback("acme", "nova", "mb_measured", "fb_1");

        assertJson("/v1/performance-feedback/fb_1", """
                {"feedback_id": "fb_1", "media_buy_id": "mb_measured", "principal_id": "nova",
                 "measurement_period": {"start": "2026-11-01T10:00:00Z", "end": "2026-11-08T10:00:00Z"},
                 "performance_index": "1.25", "metric_type": "brand_lift", "feedback_source": "buyer_attribution",
                 "details": {}, "created_at": "2026-11-01T10:00:00Z"}
                """);
        assertThat(client.get(NOVA, "/v1/performance-feedback?media_buy_id=mb_measured")
                        .json()
                        .get("performance_feedback"))
                .hasSize(1);
        assertThat(client.get(NOVA, "/v1/performance-feedback?media_buy_id=mb_other")
                        .json()
                        .get("performance_feedback"))
                .isEmpty();
    }

    @Test
    void a_workflow_step_shows_what_it_is_about_and_its_task() {
        fixture.step("acme", "nova", "step_1", row -> {
            row.setStepType(WorkflowStepType.media_buy_update);
            row.setStatus(WorkflowStepStatus.failed);
            row.setRequest(JSONB.jsonb("{\"media_buy_id\": \"mb_1\", \"revision\": 2}"));
            row.setDecisionComment("fine");
            row.setReason("stale");
            row.setError(JSONB.jsonb(CONFLICT));
            row.setAssignedTo("max");
            row.setComments(JSONB.jsonb("[{\"user\": \"max\", \"at\": \"2026-11-01T10:00:00Z\", \"text\": \"mine\"}]"));
            row.setDueAt(T0);
            row.setOverdueAt(T0);
            row.setDecidedBy("user:ursula");
            row.setDecidedAt(T0);
        });

        assertJson("/v1/workflow-steps/step_1", """
                {"step_id": "step_1", "step_type": "media_buy_update", "status": "failed",
                 "object": {"type": "media_buy", "id": "mb_1"}, "principal_id": "nova",
                 "request": {"media_buy_id": "mb_1", "revision": 2}, "comment": "fine", "reason": "stale",
                 "error": %s, "assigned_to": "max",
                 "comments": [{"user": "max", "at": "2026-11-01T10:00:00Z", "text": "mine"}], "due_at": "2026-11-01T10:00:00Z", "overdue_at": "2026-11-01T10:00:00Z",
                 "decided_by": "user:ursula", "decided_at": "2026-11-01T10:00:00Z",
                 "task": {"task_id": "step_1", "task_type": "update_media_buy", "protocol": "media-buy", "status": "failed"},
                 "revision": 1, "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-01T10:00:00Z"}
                """.formatted(CONFLICT));
    }

    @Test
    void what_users_say_about_a_step_is_not_for_buyers() {
        fixture.step("acme", "nova", "step_2", row -> {
            row.setAssignedTo("max");
            row.setComments(JSONB.jsonb("[{\"user\": \"max\", \"at\": \"2026-11-01T10:00:00Z\", \"text\": \"mine\"}]"));
        });

        assertThat(client.get(NOVA, "/v1/workflow-steps/step_2").json().propertyNames())
                .contains("step_id")
                .doesNotContain("assigned_to", "comments");
        assertThat(client.get(NOVA, "/v1/workflow-steps?assigned_to=max").status())
                .isEqualTo(400);
        assertThat(client.get(URSULA, "/v1/workflow-steps?assigned_to=max").body())
                .contains("step_2")
                .doesNotContain("step_1");
    }

    @Test
    void which_of_the_publishers_people_it_was_is_not_for_buyers() {
        fixture.mediaBuy("acme", "nova", "mb_decided", row -> {});
        fixture.step("acme", "nova", "step_3", row -> {
            row.setObjectId("mb_decided");
            row.setStatus(WorkflowStepStatus.approved);
            row.setDecidedBy("user:ursula");
            row.setDecidedAt(T0);
        });
        fixture.context("acme", "nova", "ctx_2");
        fixture.sql("""
                UPDATE contexts SET messages = '[{"at": "2026-11-01T10:00:00Z", "actor": "user:ursula", "text": "Hello"},
                    {"at": "2026-11-01T10:00:00Z", "actor": "principal:nova", "text": "Hi"}]'
                WHERE context_id = 'ctx_2'""");

        for (String path : List.of(
                "/v1/workflow-steps/step_3",
                "/v1/media-buys/mb_decided?include=workflow",
                "/v1/creatives/banner",
                "/v1/creatives",
                "/v1/contexts/ctx_2")) {
            assertThat(client.get(NOVA, path).body())
                    .as(path)
                    .contains("\"user\"")
                    .doesNotContain("ursula");
            assertThat(client.get(URSULA, path).body()).as(path).contains("\"user:ursula\"");
        }
        assertThat(client.get(NOVA, "/v1/contexts/ctx_2").body()).contains("\"principal:nova\"");
    }

    @Test
    void a_context_shows_what_was_said_and_a_list_of_them_does_not() {
        fixture.context("acme", "nova", "ctx_1");
        String context = """
                "context_id": "ctx_1", "principal_id": "nova", "object": {"type": "media_buy", "id": "mb_1"}, %s
                 "revision": 1, "created_at": "2026-11-01T10:00:00Z", "last_activity_at": "2026-11-01T10:00:00Z"}
                """;

        assertJson("/v1/contexts/ctx_1", "{" + context.formatted("""
                "messages": [{"at": "2026-11-01T10:00:00Z", "actor": "principal:nova", "text": "Hello"}],"""));
        assertJson(
                "/v1/contexts",
                "{\"contexts\": [{" + context.formatted("") + "], \"pagination\": {\"has_more\": false}}");
    }

    @Test
    void an_archived_product_is_in_no_list_and_says_since_when_it_is() {
        fixture.product("acme", "old", row -> row.setArchivedAt(Fixture.T0));

        assertThat(client.get(NOVA, "/v1/products").body()).contains("\"home\"").doesNotContain("\"old\"");
        assertThat(client.get(NOVA, "/v1/products/old").body()).contains("\"archived_at\":\"2026-11-01T10:00:00Z\"");
    }

    @Test
    void a_product_shows_the_formats_that_its_inventory_profile_has_now() {
        fixture.sql("""
                INSERT INTO inventory_profiles VALUES ('acme', 'sport', 'Sport', NULL, '{}', '[{"id": "spot"}]', '[]', '{}',
                  NULL, 1, now(), now())""");
        fixture.product(
                "acme",
                "rugby",
                row -> row.setInventoryProfileId("sport").setSignalsAgentIds(new String[] {"audiences"}));
        Client.Reply before = client.get(URSULA, "/v1/products/rugby");
        assertThat(before.body()).contains("\"inventory_profile_id\":\"sport\"", "\"spot\"", "\"audiences\"");
        assertThat(client.get(NOVA, "/v1/products").body()).contains("\"spot\"").doesNotContain("audiences");

        fixture.sql("UPDATE inventory_profiles SET format_ids = '[{\"id\": \"billboard\"}]', revision = 2");

        Client.Reply after = client.get(URSULA, "/v1/products/rugby");
        assertThat(after.body()).contains("billboard");
        assertThat(after.header("etag")).isNotEqualTo(before.header("etag"));
    }

    @Test
    void a_product_has_its_prices() {
        assertJson("/v1/products/home", """
                {"product_id": "home", "name": "home", "description": "The home page", "delivery_type": "guaranteed",
                 "format_ids": [{"agent_url": "https://formats.example", "id": "banner"}], "channels": ["display"],
                 "countries": [], "placement_ids": [], "automatic_creation": true, "allowed_principal_ids": [],
                 "expires_at": "2027-01-01T00:00:00Z", "creative_lead_hours": 72, "signals_agent_ids": [],
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
            row.setError(JSONB.jsonb(CONFLICT));
        });

        assertJson("/v1/commands/cmd-1", """
                {"command_id": "cmd-1", "actor": "principal:nova", "outcome": "rejected", "events": [],
                 "error": %s, "answered_at": "2026-11-01T10:00:00Z"}
                """.formatted(CONFLICT));
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
