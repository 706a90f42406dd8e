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
import java.util.Objects;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

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
        isValid(
                file + "-response.json",
                Objects.requireNonNull(answered.result().response()));
        return answered;
    }

    @Test
    void a_request_that_lacks_a_field_is_not_valid() {
        assertThat(schemas.getSchema(SchemaLocation.of(BASE + "media-buy/create-media-buy-request.json"))
                        .validate(Json.COMMANDS.readTree("{}")))
                .isNotEmpty();
    }

    @Test
    void media_buys_are_created_and_updated_in_the_words_of_the_protocol() {
        Scenario scenario = acme();
        String id = exchange(scenario, "create_media_buy", "media-buy", createMediaBuyWithCreative(), Outcome.ACCEPTED)
                .response("/media_buy_id");

        exchange(scenario, "update_media_buy", "media-buy", """
                {'idempotency_key': 'update-media-buy-1', 'account': {'account_id': 'acc'}, 'media_buy_id': '%s',
                 'paused': true}""".formatted(id), Outcome.ACCEPTED);
    }

    @Test
    void a_buy_that_waits_for_its_publisher_is_submitted_in_the_words_of_the_protocol() {
        exchange(acmeWithReview(), "create_media_buy", "media-buy", createMediaBuy(), Outcome.SUBMITTED);
    }

    @Test
    void creatives_are_synchronised_in_the_words_of_the_protocol() {
        exchange(acme(), "sync_creatives", "creative", syncCreatives(creative("c1"), creative("c2")), Outcome.ACCEPTED);
        exchange(
                acmeWithReview(),
                "sync_creatives",
                "creative",
                syncCreatives(creative("c1"), creative("c2")),
                Outcome.ACCEPTED);
    }
}
