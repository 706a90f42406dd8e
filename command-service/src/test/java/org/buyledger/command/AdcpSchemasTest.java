package org.buyledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.creative.CreativeCommand.SyncCreatives;
import org.buyledger.events.mediabuy.MediaBuyCommand.CreateMediaBuy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What buyers send and are answered is AdCP 3.1.19, word for word: the payloads of these tests and the responses to them are
 * valid by the protocol's own schemas, which the folder {@code ADCP_SCHEMAS} has.
 */
@EnabledIfEnvironmentVariable(
        named = "ADCP_SCHEMAS",
        matches = ".+",
        disabledReason = "ADCP_SCHEMAS names no folder with the schemas of AdCP 3.1.19")
class AdcpSchemasTest {
    private static final String BASE = "https://adcp.test/schemas/3.1.19/";

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(AdcpSchemasTest::read));

    private static String read(String location) {
        try {
            return Files.readString(Path.of(System.getenv("ADCP_SCHEMAS"), location.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isValid(String schema, JsonNode message) {
        assertThat(schemas.getSchema(SchemaLocation.of(BASE + schema)).validate(message))
                .as("%s: %s", schema, message)
                .isEmpty();
    }

    /** Sends a request that is valid, and takes an answer that is. */
    private Answered exchange(Scenario scenario, String task, String folder, String payload, Outcome outcome) {
        String file = folder + "/" + task.replace('_', '-');
        isValid(file + "-request.json", Json.COMMANDS.readTree(payload.replace('\'', '"')));
        Answered answered = scenario.when("nova", task, payload);
        answered.then(outcome);
        CommandResult result = answered.result();
        isValid(
                file + "-response.json",
                outcome == Outcome.REJECTED
                        ? errors(Objects.requireNonNull(result.error()))
                        : Objects.requireNonNull(result.response()));
        return answered;
    }

    /** A refusal as AdCP's answers carry it. */
    private JsonNode errors(Failure failure) {
        JsonNode error = Json.EVENTS.valueToTree(failure);
        isValid("core/error.json", error);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", "failed").putArray("errors").add(error);
        return answer;
    }

    @Test
    void a_request_that_lacks_a_field_is_not_valid() {
        assertThat(schemas.getSchema(SchemaLocation.of(BASE + "media-buy/create-media-buy-request.json"))
                        .validate(Json.COMMANDS.readTree("{}")))
                .isNotEmpty();
    }

    private static String update(String id, String key, String change) {
        return "{'idempotency_key': 'update-media-buy-%s', 'account': {'account_id': 'acc'}, 'media_buy_id': '%s', %s}"
                .formatted(key, id, change);
    }

    @Test
    void deadlines_for_creatives_and_what_comes_after_them_are_in_the_words_of_the_protocol() {
        Scenario scenario = acme().given("update_tenant", "{'settings': {'creative_lead_hours': 6}}");
        Answered created =
                exchange(scenario, "create_media_buy", "media-buy", createMediaBuyWithCreative(), Outcome.ACCEPTED);
        String id = created.response("/media_buy_id");
        String part = created.response("/packages/0/package_id");
        assertThat(created.response("/creative_deadline")).isEqualTo("2026-11-23T18:00:00Z");
        isValid(
                "core/package.json",
                Objects.requireNonNull(created.result().response()).at("/packages/0"));
        scenario.tick(Duration.ofHours(7));

        String change = "'packages': [{'package_id': '%s', 'creative_assignments': []}]".formatted(part);
        exchange(scenario, "update_media_buy", "media-buy", update(id, "1", "'paused': true"), Outcome.ACCEPTED);
        exchange(scenario, "update_media_buy", "media-buy", update(id, "2", change), Outcome.REJECTED);
        exchange(
                scenario,
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1").replace("Banner", "Another"), creative("c2"))
                        .replace(
                                "'creatives'",
                                "'validation_mode': 'lenient', 'assignments': [{'creative_id': 'c2', 'package_id': '%s'}], 'creatives'"
                                        .formatted(part)),
                Outcome.ACCEPTED);
    }

    @Test
    void media_buys_are_created_and_updated_in_the_words_of_the_protocol() {
        Scenario scenario = acme();
        Answered created =
                exchange(scenario, "create_media_buy", "media-buy", createMediaBuyWithCreative(), Outcome.ACCEPTED);
        String id = created.response("/media_buy_id");
        String part = created.response("/packages/0/package_id");

        exchange(scenario, "update_media_buy", "media-buy", update(id, "1", "'paused': true"), Outcome.ACCEPTED);
        scenario.tick(Duration.ofDays(2));
        Answered updated = exchange(
                scenario,
                "update_media_buy",
                "media-buy",
                update(id, "2", "'packages': [{'package_id': '%s', 'budget': 6000, 'canceled': true}]".formatted(part)),
                Outcome.ACCEPTED);
        assertThat(updated.response("/affected_packages/0/package_id")).isEqualTo(part);
        assertThat(updated.response("/media_buy_status")).isEqualTo("paused");
        assertThat(updated.response("/revision")).isEqualTo("4");
        Answered canceled = exchange(
                scenario,
                "update_media_buy",
                "media-buy",
                update(id, "3", "'canceled': true, 'cancellation_reason': 'over'"),
                Outcome.ACCEPTED);
        assertThat(canceled.response("/media_buy_status")).isEqualTo("canceled");
        assertThat(canceled.response("/valid_actions")).isEqualTo("[]");
    }

    @Test
    void what_waits_for_the_publisher_is_submitted_in_the_words_of_the_protocol() {
        Scenario scenario = acmeWithReview();
        exchange(scenario, "create_media_buy", "media-buy", createMediaBuy(), Outcome.SUBMITTED);
        scenario.given("update_tenant", "{'settings': {'human_review_required': false}}");
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'auto-approve'}}");
        String id = scenario.when(
                        "nova", "create_media_buy", createMediaBuyWithCreative().replace("KEY-0", "KEY-1"))
                .response("/media_buy_id");
        scenario.tick(Duration.ofDays(2));
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");

        exchange(
                scenario,
                "update_media_buy",
                "media-buy",
                update(id, "1", "'end_time': '2026-12-14T00:00:00Z'"),
                Outcome.SUBMITTED);
    }

    @Test
    void a_dry_run_is_answered_in_the_words_of_the_protocol() {
        for (Scenario scenario : List.of(acme(), acmeWithReview())) {
            exchange(
                    scenario,
                    "create_media_buy",
                    "media-buy",
                    createMediaBuyWithCreative().replace("'brand'", "'dry_run': true, 'brand'"),
                    Outcome.ACCEPTED);
        }
    }

    @Test
    void refusals_are_errors_in_the_words_of_the_protocol() {
        Scenario scenario = acme();
        exchange(
                scenario,
                "create_media_buy",
                "media-buy",
                createMediaBuy().replace("5000", "1").replace("'cpm'", "'none'"),
                Outcome.REJECTED);
        exchange(scenario, "create_media_buy", "media-buy", createMediaBuy().replace("5000", "1"), Outcome.REJECTED);
        exchange(scenario, "update_media_buy", "media-buy", update("mb_none", "1", "'paused': true"), Outcome.REJECTED);
        exchange(
                scenario,
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1"))
                        .replace(
                                "'creatives'",
                                "'assignments': [{'creative_id': 'c1', 'package_id': 'pkg_none'}], 'creatives'"),
                Outcome.REJECTED);
        exchange(scenario, "provide_performance_feedback", "media-buy", feedback("mb_none"), Outcome.REJECTED);
    }

    @Test
    void creatives_are_synchronised_in_the_words_of_the_protocol() {
        Scenario scenario = acme();
        exchange(
                scenario,
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1"), creative("c2")),
                Outcome.ACCEPTED);
        Answered full = exchange(
                scenario,
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1"), creative("c3").replace("'Banner'", "''"))
                        .replace("SYNC-0", "SYNC-1")
                        .replace(
                                "'creatives'",
                                "'delete_missing': true, 'validation_mode': 'lenient', 'assignments': ["
                                        + "{'creative_id': 'c1', 'package_id': 'pkg_none'}], 'creatives'"),
                Outcome.ACCEPTED);
        assertThat(full.response("/creatives/1/action")).isEqualTo("failed");
        assertThat(full.response("/creatives/2/action")).isEqualTo("deleted");
        exchange(
                acmeWithReview(),
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1"), creative("c2")).replace("'creatives'", "'dry_run': true, 'creatives'"),
                Outcome.ACCEPTED);
    }

    private static String feedback(String id) {
        return "{'idempotency_key': 'feedback-00000001', 'media_buy_id': '%s', 'performance_index': 0.8, 'measurement_period': {'start': '2026-11-24T00:00:00Z', 'end': '2026-12-01T00:00:00Z'}}"
                .formatted(id);
    }

    @Test
    void performance_feedback_is_taken_in_the_words_of_the_protocol() {
        Scenario scenario = acme();
        String id = scenario.when("nova", "create_media_buy", createMediaBuy()).response("/media_buy_id");

        exchange(scenario, "provide_performance_feedback", "media-buy", feedback(id), Outcome.ACCEPTED);
    }

    @Test
    void the_protocol_s_own_examples_can_be_read() {
        for (JsonNode example : examples("creative/sync-creatives-request.json")) {
            isRead(example.get("data"), SyncCreatives.class);
        }
        for (JsonNode account : examples("core/account-ref.json")) {
            isRead(request().set("account", account), CreateMediaBuy.class);
        }
        for (JsonNode brand : examples("core/brand-ref.json")) {
            isRead(request().set("brand", brand), CreateMediaBuy.class);
        }
    }

    private static ObjectNode request() {
        return (ObjectNode) Json.COMMANDS.readTree(createMediaBuy().replace('\'', '"'));
    }

    private static JsonNode examples(String schema) {
        JsonNode examples = Json.COMMANDS.readTree(read(BASE + schema)).path("examples");
        assertThat(examples).as("examples of " + schema).isNotEmpty();
        return examples;
    }

    private static void isRead(JsonNode payload, Class<? extends Command> kind) {
        assertThat(PayloadReader.read((ObjectNode) payload, kind))
                .as(payload.toString())
                .isInstanceOf(PayloadReader.Read.Understood.class);
    }
}
