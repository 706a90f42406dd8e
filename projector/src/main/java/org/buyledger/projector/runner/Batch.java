package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** Applies records of one partition: all of them with the partition's position, or none. */
public final class Batch {
    /** Where waiters for a position are woken; see the query service. */
    public static final String CHANNEL = "buyledger_projected";

    /** Makes the row of an answer. */
    public interface ResultRows {
        Optional<CommandResultsRecord> row(Answer answer);
    }

    private final Database database;
    private final List<TableFold<?>> folds;
    private final ResultRows resultRows;
    private final AuditMonths months;
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
        this.database = database;
        this.folds = projections.stream().<TableFold<?>>map(Batch::fold).toList();
        this.resultRows = resultRows;
        this.months = new AuditMonths(database);
    }

    private static <R extends TableRecord<R>> TableFold<R> fold(Projection<R> projection) {
        return new TableFold<>(projection);
    }

    /**
     * Applies records and moves the position of their partition.
     *
     * @param from where the position has to be
     * @param to where it is after them
     * @throws Positions.Fenced when the position is elsewhere; nothing is written then
     * @throws org.buyledger.events.client.UnreadableEvent when this version cannot read one of them; likewise
     */
    public void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long from, long to) {
        if (partition.topic().equals(Topics.RESULTS)) {
            List<CommandResultsRecord> rows = records.stream()
                    .flatMap(record -> Answer.of(record).flatMap(resultRows::row).stream())
                    .toList();
            write(partition, from, to, sql -> results.append(sql, firsts(rows)));
        } else {
            List<Recorded<Event>> events =
                    records.stream().map(EventCodec::decode).toList();
            months.make(events.stream().map(event -> AuditMonths.of(event.at())).collect(Collectors.toSet()));
            try {
                write(partition, from, to, sql -> apply(sql, events));
            } catch (DataAccessException e) {
                months.forget();
                throw e;
            }
        }
    }

    /** What a batch writes beside the position. */
    private interface Work {
        void on(DSLContext sql);
    }

    private void write(TopicPartition partition, long from, long to, Work work) {
        database.transaction(sql -> {
            Positions.advance(sql, partition, from, to);
            work.on(sql);
            sql.execute("SELECT pg_notify(?, '')", CHANNEL);
            return null;
        });
    }

    private void apply(DSLContext sql, List<Recorded<Event>> events) {
        List<Folded<?>> folded = new ArrayList<>();
        for (TableFold<?> fold : folds) {
            folded.add(fold.fold(sql, events));
        }
        // Rows go in the opposite order of foreign keys and come in their order.
        folded.reversed().forEach(table -> table.delete(sql));
        folded.forEach(table -> table.put(sql));
    }

    /** The first row of each command: an insert cannot meet the same key twice. */
    private static List<CommandResultsRecord> firsts(List<CommandResultsRecord> rows) {
        Map<List<String>, CommandResultsRecord> firsts = new LinkedHashMap<>();
        rows.forEach(row -> firsts.putIfAbsent(List.of(row.getTenantId(), row.getCommandId()), row));
        return List.copyOf(firsts.values());
    }
}
