package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.standalone.up.UpProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a command on Kafka to an answer over REST, with real processes. */
class SpineIT {
    @TempDir
    static Path temporary;

    static UpProcess up;
    static Client client;

    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.startReal(temporary.resolve("data"), Map.of(), "--demo").awaitUp();
        client = new Client(up);
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        up.close();
    }

    private static CommandResult submitted() {
        CommandResult result = client.send(client.buyer, "create_media_buy", Client.createMediaBuy(Client.key()));
        assertThat(result.outcome()).isEqualTo(Outcome.SUBMITTED);
        return result;
    }

    private static String idOf(CommandResult result, String kind) {
        return result.events().stream()
                .map(CommandResult.EventRef::subject)
                .filter(subject -> subject.startsWith(kind + "/"))
                .map(subject -> subject.substring(kind.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String[] atLeast(CommandResult result) {
        return new String[] {
            "Buyledger-Min-Position", Long.toString(Objects.requireNonNull(result.position())), "Prefer", "wait=10"
        };
    }

    private static String statusInDatabase(String buy) throws IOException, SQLException {
        try (Connection connection = up.database();
                var query = connection.prepareStatement("SELECT status FROM media_buys WHERE media_buy_id = ?")) {
            query.setString(1, buy);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void a_media_buy_is_visible_everywhere_and_after_approval_changes_everywhere_in_one_step() throws Exception {
        CommandResult created = submitted();
        String buy = idOf(created, "media_buy");
        String step = idOf(created, "workflow_step");

        JsonNode before = client.json(client.buyer, "/v1/media-buys/" + buy, atLeast(created));
        assertThat(before.path("status").asString()).isEqualTo("pending_approval");
        assertThat(statusInDatabase(buy)).isEqualTo("pending_approval");
        assertThat(client.read(Topics.EVENTS))
                .extracting(record -> EventCodec.text(record.headers(), HeaderNames.SUBJECT))
                .contains("media_buy/" + buy, "workflow_step/" + step);

        CommandResult approved =
                client.send(client.admin, "approve_workflow_step", "{\"step_id\": \"%s\"}".formatted(step));
        assertThat(approved.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(client.json(client.buyer, "/v1/media-buys/" + buy, atLeast(approved))
                        .path("status")
                        .asString())
                .isEqualTo("pending_creatives");
        assertThat(client.json(client.admin, "/v1/workflow-steps/" + step)
                        .path("status")
                        .asString())
                .isEqualTo("approved");
        assertThat(statusInDatabase(buy)).isEqualTo("pending_creatives");
    }

    @Test
    void the_projector_tells_that_nothing_is_left_to_project() throws Exception {
        CommandResult created = submitted();
        String root = Files.readString(up.folder.resolve("root.token")).strip();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode partitions = client.json(root, "/v1/projections").path("projections");
            assertThat(partitions.findValuesAsString("state")).hasSize(8).containsOnly("live");
            assertThat(client.get(client.buyer, "/v1/media-buys").headers().firstValue("Buyledger-Lag"))
                    .contains("0");
        });
        assertThat(client.json(root, "/v1/tenants/demo", atLeast(created))
                        .path("name")
                        .asString())
                .isNotBlank();
        assertThat(client.get(root, "/v1/media-buys").statusCode()).isEqualTo(403);
    }

    @Test
    void an_answer_can_be_read_over_rest_by_the_command_s_id() throws Exception {
        CommandResult created = submitted();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.get(client.buyer, "/v1/commands/" + created.commandId())
                                .statusCode())
                        .isEqualTo(200));
        JsonNode answer = client.json(client.buyer, "/v1/commands/" + created.commandId());
        assertThat(answer.path("outcome").asString()).isEqualTo("submitted");
        assertThat(answer.path("response")).isEqualTo(created.response());
        assertThat(client.get(client.admin, "/v1/commands/" + created.commandId())
                        .statusCode())
                .as("the publisher sees what its buyers ask")
                .isEqualTo(200);
    }

    @Test
    void a_command_on_any_partition_is_answered_once_and_decided_on_the_right_one() throws Exception {
        byte[] key = Client.utf8("demo");
        List<CommandRecord> sent = new ArrayList<>();
        int partitions;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            partitions = producer.partitionsFor(Topics.COMMANDS).size();
            for (int partition = 0; partition < partitions; partition++) {
                CommandRecord command = new CommandRecord(
                        "any-partition-" + partition,
                        "org.buyledger.create_media_buy.v1",
                        Client.DEMO,
                        client.buyer,
                        null,
                        Client.createMediaBuy(Client.key()));
                ProducerRecord<byte[], byte[]> record = command.toKafka();
                producer.send(new ProducerRecord<>(
                                record.topic(), partition, record.key(), record.value(), record.headers()))
                        .get();
                sent.add(command);
            }
        }
        int rightful = Partitions.of(key, partitions);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<ConsumerRecord<byte[], byte[]>> results = client.read(Topics.RESULTS);
            for (CommandRecord command : sent) {
                assertThat(results)
                        .filteredOn(result ->
                                command.id().equals(EventCodec.text(result.headers(), HeaderNames.CAUSATION_ID)))
                        .singleElement()
                        .satisfies(result -> {
                            assertThat(result.partition()).isEqualTo(rightful);
                            assertThat(Json.EVENTS
                                            .readValue(result.value(), CommandResult.class)
                                            .outcome())
                                    .isEqualTo(Outcome.SUBMITTED);
                        });
            }
        });
    }

    @Test
    void a_command_of_two_megabytes_that_compression_let_through_is_refused_and_stops_nothing() throws Exception {
        String large = Client.createMediaBuy(Client.key())
                .replace("\"account\"", "\"ext\": {\"x\": \"" + "y".repeat(2_000_000) + "\"}, \"account\"");
        CommandRecord command = new CommandRecord(
                "two-megabytes", "org.buyledger.create_media_buy.v1", Client.DEMO, client.buyer, null, large);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.kafka(), "compression.type", "gzip", "max.request.size", 4_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(command.toKafka()).get();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.read(Topics.RESULTS))
                        .filteredOn(result ->
                                "two-megabytes".equals(EventCodec.text(result.headers(), HeaderNames.CAUSATION_ID)))
                        .singleElement()
                        .satisfies(result -> assertThat(Objects.requireNonNull(Json.EVENTS
                                                .readValue(result.value(), CommandResult.class)
                                                .error())
                                        .code())
                                .isEqualTo(ErrorCode.INVALID_REQUEST)));
        submitted();
    }

    @Test
    void bytes_that_mean_nothing_are_kept_as_dead_letters_with_the_reason() throws Exception {
        byte[] bytes = {(byte) 0xfe, 1, 2};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, Client.utf8("demo"), bytes))
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.read(Topics.DEAD_LETTERS))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(letter.value()).isEqualTo(bytes);
                            assertThat(EventCodec.text(letter.headers(), "error_message"))
                                    .contains("not JSON");
                        }));
        submitted();
    }

    @Test
    void the_metrics_of_all_services_are_in_one_place() {
        submitted();

        assertThat(up.get("/metrics"))
                .containsPattern(
                        "buyledger_commands_total\\{outcome=\"submitted\",service=\"command-service\",type=\"create_media_buy.v1\"\\}")
                .contains("buyledger_command_decision_seconds_count")
                .contains("buyledger_streams_commit_latency_avg")
                .contains("buyledger_projection_lag_events")
                .contains("buyledger_projection_lag_seconds")
                .contains("hikaricp_connections_active")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void no_secret_is_in_an_event() {
        for (ConsumerRecord<byte[], byte[]> record : client.read(Topics.EVENTS)) {
            String all = new String(record.value(), java.nio.charset.StandardCharsets.UTF_8) + record.headers();
            assertThat(all).doesNotContain(client.buyer).doesNotContain(client.admin);
        }
    }

    @Test
    void the_example_of_the_documents_is_taken_by_the_demo_tenant() throws IOException {
        String example = Files.readString(Path.of("../docs/examples/create_media_buy.json"));

        assertThat(client.send(client.buyer, "create_media_buy", example).outcome())
                .isEqualTo(Outcome.SUBMITTED);
    }

    @Test
    void the_documented_metrics_are_those_there_are() throws Exception {
        submitted();
        client.get(client.buyer, "/v1/media-buys");
        Set<String> documented = Files.readAllLines(Path.of("../docs/operating.md")).stream()
                .dropWhile(line -> !line.equals("<!-- metrics -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("^\\| `([^`]*)`.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> families = up.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(families).containsAll(documented);
        assertThat(documented)
                .as("all of our own, but for the largest of each timer")
                .containsAll(families.stream()
                        .filter(name -> name.startsWith("buyledger_") && !name.endsWith("_max"))
                        .toList());
    }

    @Test
    void a_price_that_an_older_version_recorded_is_read_everywhere_and_its_ledger_goes_on() throws Exception {
        OlderVersion older = new OlderVersion(up, client);
        older.register();
        EventEnvelope old = older.putsPrice();
        older.isReplaced();

        JsonNode price = client.json(
                        OlderVersion.BUYER,
                        "/v1/products/home",
                        "Buyledger-Min-Position",
                        Long.toString(old.sequence()),
                        "Prefer",
                        "wait=10")
                .at("/pricing_options/0");
        assertThat(price.path("pricing_option_id").asString()).isEqualTo("cpm");
        assertThat(price.path("fixed_price").asString()).isEqualTo("12.505");
        assertThat(price.path("min_spend_per_package").asString()).isEqualTo("500");
        assertThat(price.has("floor_price")).isFalse();
        assertThat(price.path("revision").asLong()).isEqualTo(1);
        try (Connection connection = up.database();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT fixed_price, floor_price, details->'price_guidance'->>'p50' AS p50"
                                + " FROM pricing_options WHERE tenant_id = 'elder'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBigDecimal("fixed_price")).isEqualByComparingTo("12.505");
            assertThat(row.getBigDecimal("floor_price")).isNull();
            assertThat(row.getString("p50")).isEqualTo("13.1");
        }

        CommandResult bought = client.send(
                OlderVersion.TENANT,
                OlderVersion.BUYER,
                "buy-1",
                "create_media_buy",
                Client.createMediaBuy(Client.key())
                        .replace("home_banner", "home")
                        .replace("cpm_fixed", "cpm"));
        assertThat(bought.outcome()).isEqualTo(Outcome.SUBMITTED);
        assertThat(bought.events().getFirst().sequence()).isEqualTo(old.sequence() + 1);
        assertThat(client.send(
                                OlderVersion.TENANT,
                                OlderVersion.ADMIN,
                                "remove-1",
                                "remove_currency_limit",
                                "{\"currency\": \"USD\"}")
                        .error())
                .as("by an index that the older version did not have")
                .isNotNull()
                .satisfies(error -> assertThat(error.message())
                        .contains("currency_limit/USD is in use by pricing_option/home/cpm"));
        CommandResult put = client.send(OlderVersion.TENANT, OlderVersion.ADMIN, "put-2", "put_pricing_option", """
                {"product_id": "home", "pricing_option_id": "cpm", "pricing_model": "cpm", "currency": "USD",
                 "fixed_price": 13, "revision": 1}""");
        assertThat(put.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("org.buyledger.pricing_option.put.v2");
            assertThat(event.revision()).isEqualTo(2);
        });

        List<JsonNode> log = older.events().lines().map(Json.EVENTS::readTree).toList();
        assertThat(log)
                .filteredOn(event -> event.path("sequence").asLong() == old.sequence())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("type").asString()).isEqualTo(old.type());
                    assertThat(event.path("hash").asString()).isEqualTo(old.hash());
                    assertThat(event.path("data")).isEqualTo(Json.EVENTS.readTree(OlderVersion.payload()));
                });
        Ledgers.assertWhole(client.read(Topics.EVENTS));
    }

    @Test
    void tables_are_made_again_under_load_and_nobody_notices() throws Exception {
        try (Load load = new Load(up.kafka(), Map.of(Client.DEMO, client.buyer), Duration.ofMillis(25));
                RebuildRuns rebuilds = new RebuildRuns(up, client)) {
            rebuilds.kill("filling", "--throttle", "10");
            assertThat(rebuilds.run("--keep-old"))
                    .contains("filling", "indexing", "comparing", "switching")
                    .contains("buyledger rebuild --switch-back");
            assertThat(rebuilds.run("--table", "media_buys", "-o", "json")).contains("\"tables\":[\"media_buys\"]");
            load.stop();
            assertThat(rebuilds.complaints()).isEmpty();
        }
        client.json(client.buyer, "/v1/media-buys", atLeast(submitted()));
        Ledgers.assertTablesAreAFoldOf(up, client.read(Topics.EVENTS));
    }
}
