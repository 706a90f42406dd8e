package org.buyledger.projector.verify;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.FreshFold;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.Withheld;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log afresh into tables of a schema beside the live one, and compares all rows at one position, while the live
 * tables go on. Needs room in the database for the tables once more, without their indexes; keeps one batch in memory.
 */
public final class TableVerification {
    /** How many offsets may be left to read when the snapshot is taken at which rows are compared. */
    private static final long FEW = 5_000;

    private final Database live;
    private final EventLog log;
    private final List<Projection<?>> projections;
    private final @Nullable String tenant;
    private final FreshFold fold;
    private final FreshTables fresh;
    private final long few;

    private final Map<TopicPartition, Long> position = new HashMap<>();
    private long events;
    private Withheld withheld = Withheld.NONE;

    /**
     * What was found.
     *
     * @param position the offset before which each partition is compared
     * @param events how many events were folded
     * @param withheld those that are parked or were discarded, without which rows were compared
     * @param tables what was found of each table
     */
    public record Report(
            Map<TopicPartition, Long> position, long events, Withheld withheld, List<TableFindings> tables) {
        /** How many rows are not as they should be. */
        public long different() {
            return tables.stream().mapToLong(TableFindings::different).sum();
        }
    }

    /**
     * Prepares it, for one run.
     *
     * @param tenant whose rows are compared, the same as of the log; null for all
     */
    public TableVerification(Database live, EventLog log, List<Projection<?>> projections, @Nullable String tenant) {
        this(live, log, projections, tenant, FEW);
    }

    TableVerification(Database live, EventLog log, List<Projection<?>> projections, @Nullable String tenant, long few) {
        this.few = few;
        this.live = live;
        this.log = log;
        this.projections = projections;
        this.tenant = tenant;
        fold = new FreshFold(projections);
        fresh = new FreshTables(live.schema(), projections);
    }

    /**
     * Compares.
     *
     * @param most how many differences of each table are described
     * @throws CannotVerify when log and tables do not belong together, or another run is at work
     */
    public Report run(int most, EventLog.Watcher watcher) {
        return live.transaction(lock -> {
            fresh.lock(lock);
            try (Database beside = live.searching(fresh.schema(), live.schema())) {
                beside.transaction(sql -> done(fresh::make, sql));
                try {
                    return run(beside, most, watcher);
                } finally {
                    beside.transaction(sql -> done(fresh::drop, sql));
                }
            }
        });
    }

    private Report run(Database beside, int most, EventLog.Watcher watcher) {
        Map<TopicPartition, Long> target = beside.readOnly(this::look);
        while (EventLog.distance(position, target) > few) {
            fold(target, watcher, batch -> beside.transaction(sql -> done(s -> fold.apply(s, batch, withheld), sql)));
            target = beside.readOnly(this::look);
        }
        beside.transaction(sql -> done(fresh::analyze, sql));
        return beside.transaction(sql -> {
            // What the live tables have at their position, however long it takes; the rest is folded up to there.
            sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            Map<TopicPartition, Long> last = look(sql);
            fold(last, watcher, batch -> fold.apply(sql, batch, withheld));
            return new Report(
                    last,
                    events,
                    withheld,
                    projections.stream()
                            .map(projection -> new TableCheck(projection.table())
                                    .compare(sql, live.schema(), fresh.schema(), tenant, most))
                            .toList());
        });
    }

    private static boolean done(Consumer<DSLContext> work, DSLContext sql) {
        work.accept(sql);
        return true;
    }

    /** Where the live tables are, and which events before that they lack. */
    private Map<TopicPartition, Long> look(DSLContext sql) {
        Withheld now = Withheld.read(sql, tenant);
        if (!now.isSameBefore(
                partition -> position.getOrDefault(new TopicPartition(Topics.EVENTS, partition), 0L), withheld)) {
            throw new CannotVerify(
                    "Parked events were tried again or discarded meanwhile; run it again when nobody does that.");
        }
        withheld = now;
        return liveAt(sql);
    }

    /** Where the live tables are. */
    private Map<TopicPartition, Long> liveAt(DSLContext sql) {
        Map<TopicPartition, Long> all =
                sql
                        .selectFrom(PROJECTION_POSITIONS)
                        .where(PROJECTION_POSITIONS.TOPIC.eq(Topics.EVENTS))
                        .fetch()
                        .stream()
                        .collect(Collectors.toMap(
                                row -> new TopicPartition(row.getTopic(), row.getPartition()),
                                row -> row.getNextOffset()));
        Map<TopicPartition, Long> begins = log.begins();
        Map<TopicPartition, Long> ends = log.ends();
        Map<TopicPartition, Long> at = new HashMap<>();
        for (TopicPartition partition : log.read()) {
            long next = all.getOrDefault(partition, 0L);
            check(partition, next, begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
            at.put(partition, next);
        }
        return at;
    }

    private void check(TopicPartition partition, long next, long begin, long end) {
        if (begin > 0) {
            throw new CannotVerify("%s begins at offset %d: what was before is lost, and nothing can be folded afresh."
                    .formatted(partition, begin));
        }
        if (next > end) {
            throw new CannotVerify(
                    "The tables are at offset %d of %s, which ends at %d: they belong to another Kafka, or the log was cut short."
                            .formatted(next, partition, end));
        }
        if (next < position.getOrDefault(partition, 0L)) {
            throw new CannotVerify("The tables were begun anew meanwhile; run it again when they have caught up.");
        }
    }

    private void fold(
            Map<TopicPartition, Long> target, EventLog.Watcher watcher, Consumer<List<Recorded<Event>>> apply) {
        log.read(Map.copyOf(position), target, (partition, records, next) -> {
            if (!records.isEmpty()) {
                apply.accept(records.stream().map(EventCodec::decode).toList());
                events += records.size();
            }
            position.put(partition, next);
            long read = position.values().stream().mapToLong(Long::longValue).sum();
            watcher.read(read, read + EventLog.distance(position, target));
        });
        position.putAll(target);
    }
}
