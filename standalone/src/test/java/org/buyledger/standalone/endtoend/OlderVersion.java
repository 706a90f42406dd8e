package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.Actor;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.standalone.up.UpProcess;
import org.jspecify.annotations.Nullable;

/**
 * A command-service of the version that wrote prices as {@code pricing_option.put.v1}, as far as its traces go: it decides
 * one command of a tenant of its own, and leaves behind what it kept, with the indexes of its time and no version of them.
 */
final class OlderVersion {
    static final TenantId TENANT = new TenantId("elder");
    static final String ADMIN = "elder-admin";
    static final String BUYER = "elder-buyer";
    private static final String CHANGELOG = "buyledger-command-service-ledger-changelog";
    private static final Path GOLDEN =
            Path.of("../events/src/test/resources/golden/events/pricing_option.put.v1.record");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final UpProcess up;
    private final Client client;

    OlderVersion(UpProcess up, Client client) {
        this.up = up;
        this.client = client;
    }

    /** A tenant with a product that has no price yet. */
    void register() throws IOException {
        String root = Files.readString(up.folder.resolve("root.token")).strip();
        accepted(root, "register_tenant", """
                {"name": "Elder", "admin": {"user_id": "ed", "email": "ed@elder.example", "name": "Ed", "token_sha256": "%s"}}""".formatted(TokenHash.ofToken(ADMIN)));
        accepted(
                ADMIN,
                "register_principal",
                "{\"principal_id\": \"nova\", \"name\": \"Nova\", \"token_sha256\": \"%s\"}"
                        .formatted(TokenHash.ofToken(BUYER)));
        accepted(ADMIN, "set_currency_limit", "{\"currency\": \"USD\"}");
        accepted(ADMIN, "put_product", """
                {"product_id": "home", "name": "Home", "delivery_type": "non_guaranteed",
                 "format_ids": [{"agent_url": "https://formats.example", "id": "banner"}]}""");
    }

    private void accepted(String token, String type, String payload) {
        assertThat(client.send(TENANT, token, type + "-1", type, payload).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    /** The payload that the version wrote, byte for byte. */
    static String payload() throws IOException {
        String record = Files.readString(GOLDEN);
        return record.substring(record.indexOf("\n\n") + 2);
    }

    /** Puts the price of {@link #payload} at the end of the tenant's ledger, and returns what it recorded. */
    EventEnvelope putsPrice() throws IOException, ExecutionException, InterruptedException {
        EventEnvelope last = client.read(Topics.EVENTS).stream()
                .map(EventCodec::envelope)
                .filter(event -> event.tenant().equals(TENANT))
                .reduce((first, second) -> second)
                .orElseThrow();
        byte[] payload = Client.utf8(payload());
        EventEnvelope unsigned = new EventEnvelope(
                "price-of-old.1",
                "org.buyledger.pricing_option.put.v1",
                TENANT,
                new Subject("pricing_option", "home/cpm"),
                last.sequence() + 1,
                1,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Actor.parse("user:ed"),
                "price-of-old",
                null,
                last.hash(),
                "");
        EventEnvelope event = unsigned.signed(new HashChain().hash(unsigned, payload));
        byte[] head = ByteBuffer.allocate(48)
                .putLong(event.sequence())
                .putLong(event.at().toEpochMilli())
                .put(HexFormat.of().parseHex(event.hash()))
                .array();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topics.EVENTS).size();
            int partition = Partitions.of(Client.utf8(TENANT.value()), partitions);
            producer.send(new ProducerRecord<>(
                            Topics.EVENTS,
                            partition,
                            event.at().toEpochMilli(),
                            Client.utf8(TENANT.value()),
                            payload,
                            EventCodec.headers(event)))
                    .get();
            keep(producer, partition, "head\0elder", head);
            // What the state holds of a price never changed: it is what version 1 of the event said.
            keep(
                    producer,
                    partition,
                    "pricing_option\0elder\0home/cpm",
                    Client.utf8("{\"revision\":1,\"value\":" + payload() + "}"));
            keep(producer, partition, "index\0PRICES_BY_PRODUCT\0elder\0home\0cpm", new byte[0]);
            keep(producer, partition, "index\0PRICES_BY_CURRENCY\0elder\0USD\0home/cpm", new byte[0]);
            keep(producer, partition, "indexes", null);
        }
        return event;
    }

    private static void keep(KafkaProducer<byte[], byte[]> producer, int partition, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(CHANGELOG, partition, Client.utf8(key), value))
                .get();
    }

    /** Kills the service that runs, so that today's takes over what the older one left. */
    void isReplaced() {
        ProcessHandle before = up.child("command-service");
        before.destroyForcibly();
        before.onExit().join();
        await().atMost(PATIENCE)
                .until(() -> up.ready().at("/services/command-service/pid").asLong() != before.pid()
                        && up.ready().path("ready").asBoolean());
    }

    /** What {@code buyledger events} prints of the tenant. */
    String events() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        org.buyledger.standalone.Buyledger.class.getName(),
                        "events",
                        "--tenant=" + TENANT,
                        "-o=json")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BUYLEDGER_KAFKA_BOOTSTRAP", up.kafka());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
