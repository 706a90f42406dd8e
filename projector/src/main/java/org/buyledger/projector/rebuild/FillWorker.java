package org.buyledger.projector.rebuild;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.client.EventCodec;
import org.buyledger.projector.runner.AuditMonths;
import org.buyledger.projector.runner.FoldFailed;
import org.buyledger.projector.runner.Withheld;
import org.jspecify.annotations.Nullable;

/** Folds some partitions from their first event to a given end. No object is in two partitions, so workers share no row. */
final class FillWorker {
    private final Consumer<byte[], byte[]> consumer;
    private final List<TableFill<?>> tables;
    private final @Nullable AuditMonths months;
    private final Copier copier;
    private final Throttle throttle;
    private final long cacheBytes;
    private final Withheld withheld;
    private final RunProgress progress;
    private final Set<YearMonth> made = new HashSet<>();

    /**
     * A worker.
     *
     * @param withheld the events that the tables of their objects shall lack
     * @param months where rows go to partitions by month; null where none do
     */
    FillWorker(
            Consumer<byte[], byte[]> consumer,
            List<TableFill<?>> tables,
            Withheld withheld,
            @Nullable AuditMonths months,
            Copier copier,
            Throttle throttle,
            long cacheBytes,
            RunProgress progress) {
        this.consumer = consumer;
        this.tables = tables;
        this.withheld = withheld;
        this.months = months;
        this.copier = copier;
        this.throttle = throttle;
        this.cacheBytes = cacheBytes;
        this.progress = progress;
    }

    /**
     * Folds all of it, and copies the rows.
     *
     * @param ends by partition, the offset before which it ends
     */
    void run(Map<Integer, Long> ends) throws RebuildFailed {
        List<TopicPartition> open = new ArrayList<>(EventsTopic.partitions(ends.keySet()));
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, 0));
        finish(open, ends);
        while (!open.isEmpty()) {
            progress.check();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(EventsTopic.POLL);
            throttle.pass(records.count());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < end(ends, record.partition())) {
                    apply(record);
                }
            }
            limitMemory();
            finish(open, ends);
        }
        for (TableFill<?> table : tables) {
            progress.check();
            table.finish();
        }
        copier.finish();
    }

    private static long end(Map<Integer, Long> ends, int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Notes how far it is, and leaves the partitions alone that are at their end. */
    private void finish(List<TopicPartition> open, Map<Integer, Long> ends) {
        List<TopicPartition> done = new ArrayList<>();
        for (TopicPartition partition : open) {
            long end = end(ends, partition.partition());
            long position = Math.min(consumer.position(partition), end);
            progress.position(partition.partition(), position);
            if (position >= end) {
                done.add(partition);
            }
        }
        consumer.pause(done);
        open.removeAll(done);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) throws RebuildFailed {
        Recorded<Event> event = EventCodec.decode(record);
        if (months != null) {
            YearMonth month = AuditMonths.of(event.at());
            if (made.add(month)) {
                months.make(Set.of(month));
            }
        }
        boolean isWithheld = withheld.has(event);
        for (TableFill<?> table : tables) {
            try {
                if (!isWithheld || table.isAboutEvents()) {
                    table.apply(event);
                }
            } catch (RuntimeException e) {
                throw new RebuildFailed(FoldFailed.sentence(event, table.name(), e), e);
            }
        }
    }

    private void limitMemory() {
        while (bytes(tables) > cacheBytes) {
            tables.stream()
                    .max(Comparator.comparingLong(TableFill::bytes))
                    // A tenth at once: then it is not done for each row.
                    .ifPresent(largest -> largest.spill(largest.bytes() - Math.max(1, cacheBytes / 10)));
        }
    }

    private static long bytes(Collection<TableFill<?>> tables) {
        return tables.stream().mapToLong(TableFill::bytes).sum();
    }
}
