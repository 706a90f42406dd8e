package org.buyledger.command.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.command.ledger.Outgoing;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Partitions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the ledger of one partition inside Kafka Streams: sends misplaced commands on to the partition of their key, hands
 * the others to the {@link CommandHandler}, and forwards what it returns.
 */
final class CommandProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandProcessor.class);

    /** How often time is looked at: a flight starts at most this much late. */
    private static final Duration TICK = Duration.ofMillis(250);
    /** How long a fresh command may wait that came too soon after a commit. */
    private static final Duration PACE = Duration.ofMillis(10);
    /** So many objects in one tick: its transaction stays short. */
    private static final int MOST_DUE = 500;
    /** So many answers are looked at in one tick, most of which stay. */
    private static final int MOST_SWEPT = 5_000;

    private final String rootTokenSha256;
    private final int partitions;
    private final CommitPacer pacer;
    private final CommandMetrics metrics;
    private @Nullable Running running;

    CommandProcessor(String rootTokenSha256, int partitions, CommitPacer pacer, CommandMetrics metrics) {
        this.rootTokenSha256 = rootTokenSha256;
        this.partitions = partitions;
        this.pacer = pacer;
        this.metrics = metrics;
    }

    /** What there is between {@code init} and {@code close}. */
    private record Running(ProcessorContext<byte[], byte[]> context, CommandHandler handler) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(CommandTopology.STORE);
        // New at every init: after an aborted transaction what the handler remembers may never have happened.
        long began = System.nanoTime();
        CommandHandler handler = new CommandHandler(new StreamsStore(store), rootTokenSha256);
        handler.indexesToRenew()
                .ifPresent(plan -> LOG.info(
                        "The indexes of partition {} {}, in {} ms",
                        context.taskId().partition(),
                        plan,
                        (System.nanoTime() - began) / 1_000_000));
        running = new Running(context, handler);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (pacer.isDue(now)) {
                context.commit();
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Running r = Objects.requireNonNull(running);
        RecordMetadata place = r.context().recordMetadata().orElseThrow();
        Optional<Integer> rightful = rightfulPartition(record);
        if (rightful.isPresent() && rightful.get() != place.partition()) {
            r.context().forward(record, Topics.COMMANDS);
            metrics.forwarded();
            return;
        }
        long begin = System.nanoTime();
        long now = r.context().currentSystemTimeMs();
        Handled handled = r.handler()
                .handle(
                        record.key(),
                        record.value(),
                        record.headers(),
                        place.topic() + "/" + place.partition() + "/" + place.offset(),
                        Instant.ofEpochMilli(now));
        handled.records().forEach(outgoing -> forward(r, outgoing));
        metrics.handled(handled, System.nanoTime() - begin);
        if (pacer.isDueAfter(record.timestamp(), now)) {
            r.context().commit();
        }
    }

    /** Where a record belongs; empty for one without a key, which is answered wherever it is. */
    private Optional<Integer> rightfulPartition(Record<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        return key == null ? Optional.empty() : Optional.of(Partitions.of(key, partitions));
    }

    private void tick(long time) {
        Running r = Objects.requireNonNull(running);
        Instant now = Instant.ofEpochMilli(time);
        r.handler().tick(now, MOST_DUE).forEach(outgoing -> forward(r, outgoing));
        r.handler().sweep(now, MOST_SWEPT);
    }

    private static void forward(Running r, Outgoing outgoing) {
        r.context()
                .forward(
                        new Record<>(outgoing.key(), outgoing.value(), outgoing.timestamp(), outgoing.headers()),
                        outgoing.topic());
    }

    @Override
    public void close() {
        running = null;
    }
}
