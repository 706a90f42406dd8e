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
import org.jooq.TableRecord;
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
    public sealed interface Content {}

    private record Events(List<Recorded<Event>> events) implements Content {}

    private record Results(List<CommandResultsRecord> rows) implements Content {}

    /** How a position is moved in the transaction that writes the rows: {@link Positions#advance}. */
    interface Fence {
        void pass(DSLContext sql, TopicPartition partition, long from, long to);
    }

    private final Database database;
    private final Fence fence;
    private final List<TableFold<?>> folds;
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
        this.folds = projections.stream().<TableFold<?>>map(Batch::fold).toList();
        this.resultRows = resultRows;
        this.months = new AuditMonths(database);
        this.writesAuditLogs = projections.stream()
                .anyMatch(projection -> projection.table().getName().equals(AuditMonths.TABLE));
    }

    private static <R extends TableRecord<R>> TableFold<R> fold(Projection<R> projection) {
        return new TableFold<>(projection);
    }

    /** Reads and applies records, and remembers nothing; see the other two. */
    public void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long from, long to) {
        apply(partition, read(partition, records), from, to, new RowCache(() -> 0));
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
     * @param cache the partition's; emptied when this throws, since nobody knows then whether it is right
     * @throws Positions.Fenced when the position is elsewhere; nothing is written then
     * @throws DataAccessException when the database refuses a row, or fails; nothing is written, unless it failed in the
     *     commit, after which only the position tells
     */
    void apply(TopicPartition partition, Content content, long from, long to, RowCache cache) {
        switch (content) {
            case Results r -> write(partition, from, to, sql -> results.append(sql, r.rows()));
            case Events e -> {
                if (writesAuditLogs) {
                    months.make(e.events().stream()
                            .map(event -> AuditMonths.of(event.at()))
                            .collect(Collectors.toSet()));
                }
                try {
                    applyEvents(partition, e.events(), from, to, cache);
                } catch (RuntimeException failure) {
                    months.forget();
                    cache.clear();
                    throw failure;
                }
            }
        }
    }

    private void applyEvents(
            TopicPartition partition, List<Recorded<Event>> events, long from, long to, RowCache cache) {
        List<Folded<?>> folded = new ArrayList<>();
        try {
            write(partition, from, to, sql -> apply(sql, events, cache, folded, Folded::put));
        } catch (DataAccessException e) {
            if (!UNIQUE_VIOLATION.equals(e.sqlState())) {
                throw e;
            }
            // Rows are there that the position does not know of: somebody has set it back.
            cache.clear();
            folded.clear();
            write(partition, from, to, sql -> apply(sql, events, cache, folded, Folded::putAgain));
        }
        folded.forEach(table -> table.remember(cache));
    }

    /** What a batch writes beside the position. */
    private interface Work {
        void on(DSLContext sql);
    }

    private void write(TopicPartition partition, long from, long to, Work work) {
        database.transaction(sql -> {
            fence.pass(sql, partition, from, to);
            work.on(sql);
            sql.execute("SELECT pg_notify(?, '')", CHANNEL);
            return null;
        });
    }

    private interface Put {
        void rows(Folded<?> folded, DSLContext sql);
    }

    private void apply(DSLContext sql, List<Recorded<Event>> events, RowCache cache, List<Folded<?>> folded, Put put) {
        if (!cache.isEmpty()) {
            cache.at(SchemaVersion.read(sql));
        }
        for (TableFold<?> fold : folds) {
            folded.add(fold.fold(sql, events, cache));
        }
        // Rows go in the opposite order of foreign keys and come in their order.
        folded.reversed().forEach(table -> table.delete(sql));
        folded.forEach(table -> put.rows(table, sql));
    }

    /** The first row of each command: an insert cannot meet the same key twice. */
    private static List<CommandResultsRecord> firsts(List<CommandResultsRecord> rows) {
        Map<List<String>, CommandResultsRecord> firsts = new LinkedHashMap<>();
        rows.forEach(row -> firsts.putIfAbsent(List.of(row.getTenantId(), row.getCommandId()), row));
        return List.copyOf(firsts.values());
    }
}
