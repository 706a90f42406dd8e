package org.buyledger.standalone.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger events}. */
@Command(
        name = "events",
        description = {
            "Reads the event log, which is the audit log, straight from Kafka: what is committed, in each tenant's order.",
            "With -o json one object a line."
        })
public final class EventsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant's.")
    private @Nullable String tenant;

    @Option(names = "--from", paramLabel = "SEQ", defaultValue = "1", description = "From this sequence number on.")
    private long from;

    @Option(names = "--follow", description = "Goes on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() throws Failed {
        Map<String, Object> config = new HashMap<>(new Settings(System.getenv()).kafka());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(consumer);
        }
        return ExitCode.OK;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) throws Failed {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (output == Output.table) {
            line("TENANT", "SEQ", "TIME", "TYPE", "SUBJECT", "REV", "ACTOR");
        }
        while (follow || partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            consumer.poll(POLL).forEach(this::print);
            // Whoever read us has gone, such as head.
            if (System.out.checkError()) {
                return;
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) throws Failed {
        List<PartitionInfo> all = consumer.partitionsFor(Topics.EVENTS);
        if (all.isEmpty()) {
            throw new Failed(ExitCode.FAILED, "there is no topic " + Topics.EVENTS + "; run: buyledger topics");
        }
        return all.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(partition -> tenant == null
                        || partition.partition() == Partitions.of(tenant.getBytes(StandardCharsets.UTF_8), all.size()))
                .toList();
    }

    private void print(ConsumerRecord<byte[], byte[]> record) {
        EventEnvelope e = EventCodec.envelope(record);
        if (e.sequence() < from || (tenant != null && !tenant.equals(e.tenant().value()))) {
            return;
        }
        if (output == Output.json) {
            System.out.println(Json.EVENTS.writeValueAsString(json(e, record)));
            return;
        }
        line(
                e.tenant().value(),
                Long.toString(e.sequence()),
                e.at().toString(),
                e.type().substring(WireTypes.PREFIX.length()),
                e.subject().toString(),
                Long.toString(e.revision()),
                e.actor().toString());
    }

    /** Widths are fixed, since a log that is followed has no widest value. */
    private static void line(String... cells) {
        System.out.printf("%-12s %6s  %-24s  %-32s %-34s %4s  %s%n", (Object[]) cells);
    }

    private static ObjectNode json(EventEnvelope e, ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", e.id())
                .put("type", e.type())
                .put("tenant", e.tenant().value())
                .put("subject", e.subject().toString())
                .put("sequence", e.sequence())
                .put("revision", e.revision())
                .put("time", e.at().toString())
                .put("actor", e.actor().toString())
                .put("causation_id", e.causationId());
        if (e.correlationId() != null) {
            json.put("correlation_id", e.correlationId());
        }
        json.put("previous_hash", e.previousHash()).put("hash", e.hash());
        json.put("partition", record.partition()).put("offset", record.offset());
        return json.set("data", Json.EVENTS.readTree(record.value()));
    }
}
