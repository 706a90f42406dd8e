package org.buyledger.projector.audit;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Recorded;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** audit_logs: every event, as it is. */
public final class AuditLogs implements RowProjection<AuditLogsRecord> {

    @Override
    public Table<AuditLogsRecord> table() {
        return AUDIT_LOGS;
    }

    @Override
    public List<Field<?>> group() {
        // The primary key has the time too, which partitions need there.
        return List.of(AUDIT_LOGS.TENANT_ID, AUDIT_LOGS.SEQUENCE);
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return Optional.of(RowKey.of(e.tenant(), Long.toString(e.envelope().sequence())));
    }

    @Override
    public boolean isAboutEvents() {
        return true;
    }

    @Override
    public boolean appendsOnly() {
        return true;
    }

    @Override
    public AuditLogsRecord project(@Nullable AuditLogsRecord row, Recorded<Event> e) {
        EventEnvelope envelope = e.envelope();
        return Rows.begin(AUDIT_LOGS)
                .setTenantId(e.tenant())
                .setSequence(envelope.sequence())
                .setEventId(envelope.id())
                .setType(envelope.type())
                .setObjectType(envelope.subject().kind())
                .setObjectId(envelope.subject().id())
                .setRevision(envelope.revision())
                .setActor(envelope.actor().toString())
                .setOccurredAt(envelope.at())
                .setCausationId(envelope.causationId())
                .setCorrelationId(envelope.correlationId())
                .setHash(envelope.hash())
                .setPayload(JSONB.jsonb(e.json()))
                .setPartition(e.place().partition())
                .setOffset(e.place().offset());
    }
}
