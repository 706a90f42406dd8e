package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_DEAD_LETTERS;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.min;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.runner.Parked.EventId;
import org.buyledger.projector.runner.Parked.ObjectId;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import tools.jackson.core.type.TypeReference;

/** The table projection_dead_letters: the events that the read tables lack, with all that it takes to apply them. */
final class DeadLetterRows {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Folds folds;
    private final TableWriter<ProjectionDeadLettersRecord> writer = new TableWriter<>(
            PROJECTION_DEAD_LETTERS,
            List.<Field<?>>of(PROJECTION_DEAD_LETTERS.TENANT_ID, PROJECTION_DEAD_LETTERS.SEQUENCE));

    /** @param folds tell whose rows lack an event */
    DeadLetterRows(Folds folds) {
        this.folds = folds;
    }

    /** Has it know what is parked of a partition. */
    static void read(DSLContext sql, int partition, long generation, Parked parked) {
        var letters = PROJECTION_DEAD_LETTERS;
        Map<ObjectId, Long> objects = new HashMap<>();
        sql.select(letters.TENANT_ID, letters.OBJECT_TYPE, letters.OBJECT_ID, min(letters.SEQUENCE))
                .from(letters)
                .where(letters.PARTITION.eq(partition), letters.DISCARDED_AT.isNull())
                .groupBy(letters.TENANT_ID, letters.OBJECT_TYPE, letters.OBJECT_ID)
                .forEach(row ->
                        objects.put(new ObjectId(row.value1(), new Subject(row.value2(), row.value3())), row.value4()));
        Set<EventId> discarded = new HashSet<>();
        sql.select(letters.TENANT_ID, letters.SEQUENCE)
                .from(letters)
                .where(letters.PARTITION.eq(partition), letters.DISCARDED_AT.isNotNull())
                .forEach(row -> discarded.add(new EventId(row.value1(), row.value2())));
        parked.begin(generation, objects, discarded);
    }

    /** What is parked of some partitions. */
    static ParkedCount count(DSLContext sql, Collection<Integer> partitions) {
        var letters = PROJECTION_DEAD_LETTERS;
        return sql.select(
                        countDistinct(DSL.row(letters.TENANT_ID, letters.OBJECT_TYPE, letters.OBJECT_ID)), DSL.count())
                .from(letters)
                .where(letters.PARTITION.in(partitions), letters.DISCARDED_AT.isNull())
                .fetchSingle(row -> new ParkedCount(row.value1(), row.value2()));
    }

    /** Adds letters, but for those that are there. */
    void add(DSLContext sql, List<Parked.Letter> letters) {
        writer.appendPlain(sql, letters.stream().map(this::row).toList());
    }

    private ProjectionDeadLettersRecord row(Parked.Letter letter) {
        Recorded<Event> event = letter.event();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Map<String, String> headers = new HashMap<>();
        EventCodec.headers(event.envelope())
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return Rows.begin(PROJECTION_DEAD_LETTERS)
                .setTenantId(event.tenant())
                .setSequence(event.envelope().sequence())
                .setObjectType(event.envelope().subject().kind())
                .setObjectId(event.envelope().subject().id())
                .setType(event.envelope().type())
                .setTables(folds.tablesOf(event).toArray(String[]::new))
                .setPartition(event.place().partition())
                .setOffset(event.place().offset())
                .setHeaders(JSONB.jsonb(Json.EVENTS.writeValueAsString(headers)))
                .setPayload(event.json())
                .setError(letter.error())
                .setAttempts(letter.error() == null ? 0 : 1)
                .setParkedAt(now)
                .setTriedAt(letter.error() == null ? null : now);
    }

    /** Removes those of events that are applied. */
    void remove(DSLContext sql, List<ProjectionDeadLettersRecord> rows) {
        writer.delete(sql, rows);
    }

    /**
     * The event of a row, as it was read from the topic.
     *
     * @throws org.buyledger.events.client.UnreadableEvent when this version cannot read it
     */
    static Recorded<Event> event(ProjectionDeadLettersRecord row) {
        RecordHeaders headers = new RecordHeaders();
        Json.EVENTS
                .readValue(row.getHeaders().data(), HEADERS)
                .forEach((name, value) -> headers.add(name, EventCodec.utf8(value)));
        return EventCodec.decode(new ConsumerRecord<>(
                Topics.EVENTS,
                row.getPartition(),
                row.getOffset(),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                EventCodec.utf8(row.getTenantId()),
                EventCodec.utf8(row.getPayload()),
                headers,
                Optional.empty()));
    }
}
