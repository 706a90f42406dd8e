package org.buyledger.projector.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Connections;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.Progress.Broker;
import org.jooq.exception.DataAccessException;

/**
 * Reads the events and results topics and hands each partition's records to its {@link Lane}. The consumer group only shares
 * partitions out; where to read on is what the database says. One thread polls, and never waits for a batch; workers apply.
 */
public final class Consumption implements AutoCloseable {
    /** The consumer group. */
    public static final String GROUP = "buyledger-projector";

    /** What one answer of the broker may have, beside what one partition may; it waits in memory until it is polled. */
    private static final int FETCH_BYTES = 8 << 20;

    private static final Duration POLL = Duration.ofMillis(100);
    /** While lanes are full, so that one that has room again is soon filled. */
    private static final Duration SHORT_POLL = Duration.ofMillis(10);
    /** How long a partition rests before a record that failed is tried again. */
    private static final Duration REST = Duration.ofSeconds(5);
    /** How long a partition rests before its position is looked up that was not where it should have been. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** How often broker and database are looked after, so that whoever asks is told that one is away, and how far it is. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Starts starts;
    private final Progress progress;
    private final Lanes lanes;
    private final ProjectionStatus status;
    private final Map<TopicPartition, Long> restingUntil = new HashMap<>();
    private long lookedAt = System.nanoTime() - LOOK.toNanos();

    /** @param parallel how many partitions are applied at the same time, each with a connection of its own */
    public Consumption(Map<String, Object> kafka, Database database, Batch batch, int parallel, Progress progress) {
        this(consumer(kafka), database, batch, parallel, progress);
    }

    Consumption(Consumer<byte[], byte[]> consumer, Database database, Batch batch, int parallel, Progress progress) {
        this.consumer = consumer;
        starts = new Starts(consumer, database);
        this.progress = progress;
        lanes = new Lanes(batch, parallel, progress);
        status = new ProjectionStatus(database);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Every partition is sought by hand; an offset that is not there must be an error, not a jump.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Works until told to stop.
     *
     * @throws DataAccessException when the database fails; whoever catches it starts anew
     */
    public void run(BooleanSupplier stopped) {
        consumer.subscribe(List.of(Topics.EVENTS, Topics.RESULTS), new Assignment());
        while (!stopped.getAsBoolean()) {
            tend();
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(consumer.paused().isEmpty() ? POLL : SHORT_POLL);
            for (TopicPartition partition : records.partitions()) {
                add(partition, records.records(partition));
            }
            measure();
            if (System.nanoTime() - lookedAt >= LOOK.toNanos()) {
                lookedAt = System.nanoTime();
                look();
            }
        }
    }

    private void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Lane lane = lanes.find(partition);
        if (lane == null) {
            return; // revoked meanwhile
        }
        lane.add(records);
        if (lane.waitingBytes() > lanes.waitingShare()) {
            consumer.pause(Set.of(partition));
        }
    }

    /** Does what lanes ask for. */
    private void tend() {
        List<TopicPartition> astray = new ArrayList<>();
        for (Lane lane : lanes.all()) {
            TopicPartition partition = lane.partition();
            switch (lane.state()) {
                case OPEN -> resume(lane);
                case ASTRAY -> {
                    if (isRested(partition, PAUSE)) {
                        astray.add(partition);
                    }
                }
                case STOPPED -> {
                    if (isRested(partition, REST)) {
                        astray.add(partition);
                    }
                }
                case FAILED -> throw Objects.requireNonNull(lane.failure());
                case CLOSED -> {}
            }
        }
        if (!astray.isEmpty()) {
            seek(astray);
        }
    }

    /** Begins a partition's rest, and says when it is over. */
    private boolean isRested(TopicPartition partition, Duration rest) {
        Long until = restingUntil.get(partition);
        if (until == null) {
            consumer.pause(Set.of(partition));
            restingUntil.put(partition, System.nanoTime() + rest.toNanos());
            return false;
        }
        return System.nanoTime() - until > 0;
    }

    private void resume(Lane lane) {
        if (consumer.paused().contains(lane.partition()) && lane.waitingBytes() < lanes.waitingShare() / 2) {
            consumer.resume(Set.of(lane.partition()));
        }
    }

    private void look() {
        progress.broker(Connections.isAnyOpen(consumer.metrics()) ? Broker.CONNECTED : Broker.SILENT);
        status.tell(lanes.all().stream().map(Lane::partition).toList(), ends(), progress);
        // Only for tools that watch consumer groups; what counts is in the database.
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        lanes.all().forEach(lane -> {
            if (lane.state() == Lane.State.OPEN) {
                positions.put(lane.partition(), new OffsetAndMetadata(lane.position()));
            }
        });
        if (!positions.isEmpty()) {
            consumer.commitAsync(positions, null);
        }
    }

    /** Reads on from where the database says; a partition stands still where that is not in the topic. */
    private void seek(Collection<TopicPartition> partitions) {
        starts.of(partitions).forEach((partition, start) -> {
            restingUntil.remove(partition);
            switch (start) {
                case Starts.At at -> begin(partition, at.offset());
                case Starts.Nowhere nowhere -> stop(partition, nowhere.reason());
            }
        });
    }

    private void stop(TopicPartition partition, String reason) {
        progress.stopped(partition, reason);
        lanes.of(partition).stop();
    }

    private void begin(TopicPartition partition, long position) {
        Lane lane = lanes.of(partition);
        if (lane.position() != position) {
            progress.moved(partition);
        }
        lane.begin(position);
        consumer.seek(partition, position);
        consumer.resume(Set.of(partition));
    }

    /** Where partitions end now, as far as the consumer knows: where all is projected, where that is. */
    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        lanes.all().forEach(lane -> {
            TopicPartition partition = lane.partition();
            consumer.currentLag(partition).ifPresent(lag -> {
                // At rest there is the marker of a transaction between the position and the end.
                boolean isAtRest = lag == 0 && lane.state() == Lane.State.OPEN && lane.isIdle();
                ends.put(partition, isAtRest ? lane.position() : consumer.position(partition) + lag);
            });
        });
        return ends;
    }

    private void measure() {
        lanes.all().forEach(lane -> {
            TopicPartition partition = lane.partition();
            OptionalLong fetched = consumer.currentLag(partition);
            if (fetched.isPresent()) {
                // At rest there is at most the marker of a transaction between the two positions.
                long inLane = lane.isIdle() ? 0 : consumer.position(partition) - lane.position();
                progress.lag(partition, fetched.getAsLong() + inLane);
            }
        });
    }

    @Override
    public void close() {
        progress.broker(Broker.NOT_ASKED);
        lanes.close();
        consumer.close();
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            lanes.open(partitions);
            seek(partitions);
            progress.state(Progress.CONSUMING);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            restingUntil.keySet().removeAll(partitions);
            lanes.finish(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            restingUntil.keySet().removeAll(partitions);
            lanes.letGo(partitions);
        }
    }
}
