package org.buyledger.standalone.endtoend;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.CommandResult;
import org.buyledger.events.Json;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.standalone.up.UpProcess;
import tools.jackson.databind.JsonNode;

/** The demo tenant's buyer and administrator, over Kafka and REST. */
final class Client implements AutoCloseable {
    static final TenantId DEMO = new TenantId("demo");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String buyer;
    final String admin;
    private final UpProcess up;
    private final CommandClient commands;
    private final HttpClient http = HttpClient.newHttpClient();

    Client(UpProcess up) throws IOException {
        this.up = up;
        JsonNode demo = Json.EVENTS.readTree(Files.readString(up.folder.resolve("demo.json")));
        buyer = demo.at("/principal/token").stringValue();
        admin = demo.at("/user/token").stringValue();
        commands = new CommandClient(Map.of("bootstrap.servers", up.kafka()));
    }

    /** A buy of the demo's banner that begins at once; it is reviewed by the publisher. */
    static String createMediaBuy(String key) {
        return """
                {"idempotency_key": "%s", "account": {"account_id": "acc"}, "brand": {"domain": "nova.example"},
                 "start_time": "asap", "end_time": "2099-01-01T00:00:00Z",
                 "packages": [{"product_id": "home_banner", "pricing_option_id": "cpm_fixed", "budget": 5000}]}""".formatted(key);
    }

    static String key() {
        return "KEY-" + UUID.randomUUID();
    }

    CommandResult send(String token, String type, String payload) {
        return send(token, UUID.randomUUID().toString(), type, payload);
    }

    CommandResult send(String token, String id, String type, String payload) {
        return send(DEMO, token, id, type, payload);
    }

    CommandResult send(TenantId tenant, String token, String id, String type, String payload) {
        return commands.send(
                        new CommandRecord(id, WireTypes.PREFIX + type + ".v1", tenant, token, null, payload), PATIENCE)
                .orElseThrow(() -> new AssertionError("no result of " + id + "\n" + up.output()));
    }

    HttpResponse<String> get(String token, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(up.rest(path)).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String token, String path, String... headers) throws IOException, InterruptedException {
        return Json.EVENTS.readTree(get(token, path, headers).body());
    }

    /** All that is committed in a topic at this moment. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(up.kafka(), topic, records::add);
        return records;
    }

    static void read(String kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(each);
            }
        }
    }

    /** The sum of the offsets at which the partitions of a topic end: records that are committed, and markers. */
    static long end(String kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        commands.close();
        http.close();
    }
}
