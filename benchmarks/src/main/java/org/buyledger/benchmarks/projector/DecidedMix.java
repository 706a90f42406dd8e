package org.buyledger.benchmarks.projector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.buyledger.benchmarks.handler.MapStore;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.Outgoing;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.client.CommandRecord;

/** The events that command-service makes of the mix of commands, which it decides here without Kafka. */
final class DecidedMix {
    private static final String ROOT = "root-token";
    private static final Duration STEP = Duration.ofMillis(10);

    private final CommandHandler handler = new CommandHandler(new MapStore(), Sha256.hex(ROOT));
    private final List<Publisher> publishers;
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    DecidedMix(List<Publisher> publishers) {
        this.publishers = publishers;
    }

    /** Hands over at least so many records, in order; the first few set the publishers up. */
    void write(long events, Consumer<ProducerRecord<byte[], byte[]>> to) {
        long written = 0;
        for (Publisher publisher : publishers) {
            for (CommandRecord command : publisher.setUp(ROOT)) {
                written += decide(command, to);
            }
        }
        for (int n = 0; written < events; n++) {
            written += decide(Workload.MIX.command(publishers, "b", n), to);
        }
    }

    private long decide(CommandRecord command, Consumer<ProducerRecord<byte[], byte[]>> to) {
        now = now.plus(STEP);
        ProducerRecord<byte[], byte[]> record = command.toKafka();
        List<Outgoing> events =
                handler.handle(record.key(), record.value(), record.headers(), "benchmark", now).records().stream()
                        .filter(outgoing -> outgoing.topic().equals(Topics.EVENTS))
                        .toList();
        events.forEach(event -> to.accept(new ProducerRecord<>(
                Topics.EVENTS, null, event.timestamp(), event.key(), event.value(), event.headers())));
        return events.size();
    }
}
