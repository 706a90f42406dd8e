package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Applies records of one partition: all of them with the partition's position, or none. Safe for use by many threads. */
public final class Batch {
    /** Where waiters for a position are woken; see the query service. */
    public static final String CHANNEL = "buyledger_projected";

    private static final String UNIQUE_VIOLATION = "23505";

    /** Makes the row of an answer. */
    public interface ResultRows {
        CommandResultsRecord row(Answer answer);
    }

    /** What records say, read and not applied yet. */
    public sealed interface Content {
        /** The events; none of answers. */
        default List<Recorded<Event>> events() {
            return List.of();
        }
    }

    private record Events(List<Recorded<Event>> events) implements Content {}

    private record Results(List<CommandResultsRecord> rows) implements Content {}

    /**
     * Records that are applied together.
     *
     * @param to the position after them
     */
    record Part(Content content, long to) {}

    /** Where a transaction gets more from that follows on what it has. */
    interface More {
        /** Nothing. */
        More NONE = bytes -> null;

        /**
         * The next part; null when the transaction is to end.
         *
         * @param bytes the heap that it takes so far, about
         */
        @Nullable
        Part next(long bytes);
    }

    /** How a position is moved in the transaction that writes the rows: {@link Positions#advance}. */
    interface Fence {
        /** Moves it; returns the generation of the tables. */
        long pass(DSLContext sql, TopicPartition partition, long from, long to);
    }

    /**
     * What is known of a partition from batch to batch.
     *
     * @param rows as they were written last
     * @param parked the objects that wait
     */
    record Known(RowCache rows, Parked parked) {
        void forget() {
            rows.clear();
            parked.forget();
        }
    }

    private final Database database;
    private final Fence fence;
    private final Folds folds;
    private final DeadLetterRows letters;
    private final ResultRows resultRows;
    private final AuditMonths months;
    private final boolean writesAuditLogs;
    private final TableWriter<CommandResultsRecord> results = new TableWriter<>(
            COMMAND_RESULTS,
            List.<Field<?>>copyOf(
                    Objects.requireNonNull(COMMAND_RESULTS.getPrimaryKey()).getFields()));

    /**
     * Prepares the statements of all tables.
     *
     * @param projections in an order in which each comes after those that its foreign keys point to
     */
    public Batch(Database database, List<Projection<?>> projections, ResultRows resultRows) {
        this(database, projections, resultRows, Positions::advance);
    }

    Batch(Database database, List<Projection<?>> projections, ResultRows resultRows, Fence fence) {
        this.database = database;
        this.fence = fence;
        folds = new Folds(projections);
        letters = new DeadLetterRows(folds);
        this.resultRows = resultRows;
        this.months = new AuditMonths(database);
        this.writesAuditLogs = projections.stream()
                .anyMatch(projection -> projection.table().getName().equals(AuditMonths.TABLE));
    }

    /** Reads and applies records, and remembers nothing; see the other two. */
    public void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long from, long to) {
        apply(partition, read(partition, records), from, to, new Known(new RowCache(() -> 0), new Parked()));
    }

    /**
     * The same, and parks nothing.
     *
     * @param withheld events that the tables of their objects shall lack
     * @throws FoldFailed when others of them cannot be folded
     */
    public void apply(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            long from,
            long to,
            Withheld withheld) {
        Known known = new Known(new RowCache(() -> 0), Parked.leavingOut(withheld.ids()));
        apply(partition, read(partition, records), from, to, known);
    }

    /**
     * Reads records, without the database.
     *
     * @throws org.buyledger.events.client.UnreadableEvent when this version cannot read one of them
     */
    public Content read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return partition.topic().equals(Topics.RESULTS)
                ? new Results(firsts(records.stream()
                        .flatMap(record -> Answer.of(record).map(resultRows::row).stream())
                        .toList()))
                : new Events(records.stream().map(EventCodec::decode).toList());
    }

    /** Whether what records say can be applied in a transaction that others have begun. */
    boolean canFollow(Content content) {
        return content instanceof Events e && months.has(months(e));
    }

    private Set<YearMonth> months(Events events) {
        return writesAuditLogs
                ? events.events().stream()
                        .map(event -> AuditMonths.of(event.at()))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** One part, and nothing after it. */
    void apply(TopicPartition partition, Content content, long from, long to, Known known) {
        apply(partition, new Part(content, to), from, More.NONE, known);
    }

    /**
     * Applies what records say, and what follows on them, and moves the position of their partition.
     *
     * @param from where the position has to be
     * @param more parts whose content {@link #canFollow can follow}
     * @param known the partition's; its rows are forgotten when this throws, since nobody knows then whether they are right
     * @return where the position is now
     * @throws Positions.Fenced when the position is elsewhere; nothing is written then
     * @throws FoldFailed when events cannot be folded; likewise
     * @throws DataAccessException when the database refuses a row, or fails; nothing is written, unless it failed in the
     *     commit, after which only the position tells
     */
    long apply(TopicPartition partition, Part first, long from, More more, Known known) {
        if (first.content() instanceof Results r) {
            write(partition, from, first.to(), sql -> results.appendPlain(sql, r.rows()));
            return first.to();
        }
        months.make(months((Events) first.content()));
        try {
            return applyEvents(partition, first, from, more, known);
        } catch (RuntimeException failure) {
            months.forget();
            known.rows().clear();
            throw failure;
        }
    }

    private long applyEvents(TopicPartition partition, Part first, long from, More more, Known known) {
        Work work = new Work(partition, known, false);
        try {
            work.apply(first, from, more);
        } catch (DataAccessException e) {
            if (!UNIQUE_VIOLATION.equals(e.sqlState()) || work.parts > 1) {
                throw e;
            }
            // Rows are there that the position does not know of: somebody has set it back.
            known.rows().clear();
            work = new Work(partition, known, true);
            work.apply(first, from, More.NONE);
        }
        work.changes.remember();
        known.rows().trim();
        return work.position;
    }

    /** What one transaction does. */
    private final class Work {
        private final TopicPartition partition;
        private final Known known;
        private final Folds.Changes changes;
        private int parts;
        private long position;

        Work(TopicPartition partition, Known known, boolean again) {
            this.partition = partition;
            this.known = known;
            changes = folds.begin(known.rows(), again);
        }

        void apply(Part first, long from, More more) {
            position = from;
            database.transaction(sql -> {
                move(sql, first);
                SchemaVersion version = SchemaVersion.read(sql);
                known.rows().at(version);
                fold(sql, first);
                if (!version.isChanging()) {
                    for (Part part = more.next(changes.bytes()); part != null; part = more.next(changes.bytes())) {
                        move(sql, part);
                        fold(sql, part);
                    }
                }
                // The rows are from before, and would undo what a revision has made of them.
                if (parts > 1 && !version.equals(SchemaVersion.read(sql))) {
                    throw new Overtaken();
                }
                changes.write(sql);
                tell(sql);
                return null;
            });
        }

        private void move(DSLContext sql, Part part) {
            long generation = fence.pass(sql, partition, position, part.to());
            position = part.to();
            parts++;
            look(sql, partition, generation, known.parked());
        }

        private void fold(DSLContext sql, Part part) {
            List<Recorded<Event>> events = part.content().events();
            Parked.Split split = known.parked().split(events);
            changes.fold(sql, split.applied(), events);
            letters.add(sql, split.letters());
        }
    }

    /** The schema was changed while a transaction went on for long; nothing of it was written. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("the schema has changed meanwhile");
        }
    }

    /** At what is parked, unless that is known. */
    private static void look(DSLContext sql, TopicPartition partition, long generation, Parked parked) {
        if (!parked.isAt(generation)) {
            DeadLetterRows.read(sql, partition.partition(), generation, parked);
        }
    }

    private void write(TopicPartition partition, long from, long to, Consumer<DSLContext> work) {
        database.transaction(sql -> {
            fence.pass(sql, partition, from, to);
            work.accept(sql);
            tell(sql);
            return null;
        });
    }

    /** Wakes those who wait for rows. */
    static void tell(DSLContext sql) {
        sql.execute("SELECT pg_notify(?, '')", CHANNEL);
    }

    /** The first row of each command: an insert cannot meet the same key twice. */
    private static List<CommandResultsRecord> firsts(List<CommandResultsRecord> rows) {
        Map<List<String>, CommandResultsRecord> firsts = new LinkedHashMap<>();
        rows.forEach(row -> firsts.putIfAbsent(List.of(row.getTenantId(), row.getCommandId()), row));
        return List.copyOf(firsts.values());
    }
}
