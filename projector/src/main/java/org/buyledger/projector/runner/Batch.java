package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.buyledger.projector.runner.TableFold.Folded;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;

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

    /**
     * Applies what records say and moves the position of their partition.
     *
     * @param from where the position has to be
     * @param to where it is after them
     * @param known the partition's; its rows are forgotten when this throws, since nobody knows then whether they are right
     * @throws Positions.Fenced when the position is elsewhere; nothing is written then
     * @throws FoldFailed when events cannot be folded; likewise
     * @throws DataAccessException when the database refuses a row, or fails; nothing is written, unless it failed in the
     *     commit, after which only the position tells
     */
    void apply(TopicPartition partition, Content content, long from, long to, Known known) {
        switch (content) {
            case Results r -> write(partition, from, to, (sql, generation) -> results.append(sql, r.rows()));
            case Events e -> {
                if (writesAuditLogs) {
                    months.make(e.events().stream()
                            .map(event -> AuditMonths.of(event.at()))
                            .collect(Collectors.toSet()));
                }
                try {
                    applyEvents(partition, e.events(), from, to, known);
                } catch (RuntimeException failure) {
                    months.forget();
                    known.rows().clear();
                    throw failure;
                }
            }
        }
    }

    private void applyEvents(TopicPartition partition, List<Recorded<Event>> events, long from, long to, Known known) {
        List<Folded<?>> folded = new ArrayList<>();
        try {
            write(partition, from, to, (sql, generation) -> {
                look(sql, partition, generation, known.parked());
                folded.addAll(apply(sql, events, known, Folded::put));
            });
        } catch (DataAccessException e) {
            if (!UNIQUE_VIOLATION.equals(e.sqlState())) {
                throw e;
            }
            // Rows are there that the position does not know of: somebody has set it back.
            known.rows().clear();
            folded.clear();
            write(partition, from, to, (sql, generation) -> {
                look(sql, partition, generation, known.parked());
                folded.addAll(apply(sql, events, known, Folded::putAgain));
            });
        }
        folded.forEach(table -> table.remember(known.rows()));
        known.rows().trim();
    }

    /** At what is parked, unless that is known. */
    private static void look(DSLContext sql, TopicPartition partition, long generation, Parked parked) {
        if (!parked.isAt(generation)) {
            DeadLetterRows.read(sql, partition.partition(), generation, parked);
        }
    }

    /** What a batch writes beside the position. */
    private interface Work {
        void on(DSLContext sql, long generation);
    }

    private void write(TopicPartition partition, long from, long to, Work work) {
        database.transaction(sql -> {
            work.on(sql, fence.pass(sql, partition, from, to));
            tell(sql);
            return null;
        });
    }

    /** Wakes those who wait for rows. */
    static void tell(DSLContext sql) {
        sql.execute("SELECT pg_notify(?, '')", CHANNEL);
    }

    private List<Folded<?>> apply(DSLContext sql, List<Recorded<Event>> events, Known known, Folds.Put put) {
        if (!known.rows().isEmpty()) {
            known.rows().at(SchemaVersion.read(sql));
        }
        Parked.Split split = known.parked().split(events);
        List<Folded<?>> folded = folds.apply(sql, split.applied(), events, known.rows(), put);
        letters.add(sql, split.letters());
        return folded;
    }

    /** The first row of each command: an insert cannot meet the same key twice. */
    private static List<CommandResultsRecord> firsts(List<CommandResultsRecord> rows) {
        Map<List<String>, CommandResultsRecord> firsts = new LinkedHashMap<>();
        rows.forEach(row -> firsts.putIfAbsent(List.of(row.getTenantId(), row.getCommandId()), row));
        return List.copyOf(firsts.values());
    }
}
