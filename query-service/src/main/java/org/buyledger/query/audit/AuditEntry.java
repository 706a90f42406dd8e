package org.buyledger.query.audit;

import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.auth.TokenHashes;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** An event as answers show it; {@code partition} and {@code offset} say where in the events topic it stands. */
record AuditEntry(
        long sequence,
        String eventId,
        String type,
        String objectType,
        String objectId,
        long revision,
        String actor,
        Instant occurredAt,
        String causationId,
        @Nullable String correlationId,
        String hash,
        JSONB payload,
        int partition,
        long offset) {

    static AuditEntry of(AuditLogsRecord row) {
        return new AuditEntry(
                row.getSequence(),
                row.getEventId(),
                row.getType(),
                row.getObjectType(),
                row.getObjectId(),
                row.getRevision(),
                row.getActor(),
                row.getOccurredAt(),
                row.getCausationId(),
                row.getCorrelationId(),
                row.getHash(),
                TokenHashes.without(row.getPayload()),
                row.getPartition(),
                row.getOffset());
    }
}
