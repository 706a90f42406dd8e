package org.buyledger.projector.rebuild;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.Withheld;

/** Applies events to the candidate as the projector does to the live tables, with positions of its own. */
final class CatchUp implements AutoCloseable {
    private final Database candidate;
    private final Consumer<byte[], byte[]> consumer;
    private final Batch batch;
    private final RunProgress progress;
    private final Map<Integer, Long> positions;
    private Withheld withheld;

    CatchUp(
            Database candidate,
            Supplier<Consumer<byte[], byte[]>> events,
            List<Projection<?>> projections,
            Map<Integer, Long> positions,
            Withheld withheld,
            RunProgress progress) {
        this.candidate = candidate;
        this.consumer = events.get();
        this.batch = new Batch(candidate, projections, CommandResults::row);
        this.positions = new HashMap<>(positions);
        this.withheld = withheld;
        this.progress = progress;
    }

    /** Where each partition is applied to. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Where the log ends now. */
    Map<Integer, Long> ends() {
        return EventsTopic.extent(consumer).ends();
    }

    /** How many offsets are missing up to there. */
    long distance(Map<Integer, Long> targets) {
        return targets.entrySet().stream()
                .mapToLong(target -> Math.max(0, target.getValue() - position(target.getKey())))
                .sum();
    }

    private long position(int partition) {
        return positions.getOrDefault(partition, 0L);
    }

    /** Applies what is before some offsets, and nothing behind them. */
    void to(Map<Integer, Long> targets) {
        lookAtParked();
        List<TopicPartition> open = new ArrayList<>();
        targets.forEach((partition, target) -> {
            if (position(partition) < target) {
                open.add(EventsTopic.partition(partition));
            }
        });
        consumer.assign(open);
        // One that was assigned before is as it was left.
        consumer.resume(open);
        open.forEach(partition -> consumer.seek(partition, position(partition.partition())));
        while (!open.isEmpty()) {
            progress.check();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(EventsTopic.POLL);
            for (TopicPartition partition : List.copyOf(open)) {
                long target = targets.getOrDefault(partition.partition(), 0L);
                apply(partition, records.records(partition), target);
                if (consumer.position(partition) >= target) {
                    skip(partition, target);
                    consumer.pause(List.of(partition));
                    open.remove(partition);
                }
            }
        }
    }

    /** What is withheld before the targets is settled: the live tables are there already. */
    private void lookAtParked() {
        Withheld now = candidate.readOnly(Withheld::read);
        if (!now.isSameBefore(this::position, withheld)) {
            throw new IllegalStateException("Events were parked, tried again or discarded meanwhile");
        }
        withheld = now;
    }

    private void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long target) {
        List<ConsumerRecord<byte[], byte[]>> before =
                records.stream().filter(record -> record.offset() < target).toList();
        if (!before.isEmpty()) {
            long to = before.getLast().offset() + 1;
            batch.apply(partition, before, position(partition.partition()), to, withheld);
            moved(partition, to);
        }
    }

    /** What is left before the target is no record. */
    private void skip(TopicPartition partition, long target) {
        if (position(partition.partition()) < target) {
            candidate.transaction(sql -> sql.execute(
                    "UPDATE projection_positions SET next_offset = ? WHERE topic = ? AND partition = ?",
                    target,
                    Topics.EVENTS,
                    partition.partition()));
            moved(partition, target);
        }
    }

    private void moved(TopicPartition partition, long to) {
        positions.put(partition.partition(), to);
        progress.position(partition.partition(), to);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
