package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Reads the events of objects from the audit log, as the projector had them. */
public final class ObjectEvents {
    /** What one answer reads at most: about a second's work. */
    static final int MOST = 100_000;

    private ObjectEvents() {}

    /** The events of some objects up to a position, in the order of the ledger. */
    public static List<Recorded<Event>> of(DSLContext db, String tenant, Collection<Subject> objects, long until) {
        Map<String, List<Subject>> kinds = objects.stream().collect(Collectors.groupingBy(Subject::kind));
        List<Recorded<Event>> events = new ArrayList<>();
        kinds.forEach((kind, some) -> events.addAll(
                of(db, tenant, kind, some.stream().map(Subject::id).toList(), until)));
        events.sort(Comparator.comparingLong(event -> event.envelope().sequence()));
        return events;
    }

    static List<Recorded<Event>> of(DSLContext db, String tenant, String kind, Collection<String> ids, long until) {
        return ids.isEmpty()
                ? List.of()
                : read(db, tenant, kind, AUDIT_LOGS.OBJECT_ID.eq(DSL.any(ids.toArray(String[]::new))), until);
    }

    /** The events of all objects of a kind up to a position, in the order of the ledger. */
    static List<Recorded<Event>> of(DSLContext db, String tenant, String kind, long until) {
        return read(db, tenant, kind, DSL.noCondition(), until);
    }

    private static List<Recorded<Event>> read(DSLContext db, String tenant, String kind, Condition which, long until) {
        List<Recorded<Event>> events = db.selectFrom(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                .and(AUDIT_LOGS.OBJECT_TYPE.eq(kind))
                .and(AUDIT_LOGS.SEQUENCE.le(until))
                .and(which)
                .orderBy(AUDIT_LOGS.SEQUENCE)
                .limit(MOST + 1)
                .fetch(ObjectEvents::recorded);
        if (events.size() > MOST) {
            throw new Problem(
                            ProblemType.INVALID_REQUEST,
                            "More than %d events would have to be folded for the answer.".formatted(MOST))
                    .suggestion("Ask for single objects, or read their events at /v1/audit-log.");
        }
        Set<String> met = new HashSet<>();
        for (Recorded<Event> event : events) {
            Subject object = event.envelope().subject();
            if (met.add(object.id()) && event.revision() != 1) {
                throw new Problem(
                                ProblemType.REFERENCE_NOT_FOUND,
                                "The audit log in the database begins after the first event of %s, so what was cannot be told."
                                        .formatted(object))
                        .status(410)
                        .suggestion("Ask the operator to fill the tables again: buyledger rebuild.");
            }
        }
        return events;
    }

    private static Recorded<Event> recorded(AuditLogsRecord row) {
        byte[] payload = row.getPayload().data().getBytes(StandardCharsets.UTF_8);
        EventEnvelope envelope = new EventEnvelope(
                row.getEventId(),
                row.getType(),
                new TenantId(row.getTenantId()),
                new Subject(row.getObjectType(), row.getObjectId()),
                row.getSequence(),
                row.getRevision(),
                row.getOccurredAt(),
                Actor.parse(row.getActor()),
                row.getCausationId(),
                row.getCorrelationId(),
                "", // the table has no hash but the event's own
                row.getHash());
        Event event = EventCodec.event(row.getType(), payload)
                .orElseThrow(() -> new IllegalStateException(
                        "event %s of tenant %s is of a type that this version does not know: %s"
                                .formatted(row.getEventId(), row.getTenantId(), row.getType())));
        return new Recorded<>(
                envelope, event, row.getPayload().data(), new Recorded.Place(row.getPartition(), row.getOffset()));
    }
}
