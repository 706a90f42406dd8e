package org.buyledger.query.creative;

import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** A creative as answers show it; exactly one of {@code formatId} and {@code formatKind} is there. */
record Creative(
        String creativeId,
        String principalId,
        String name,
        CreativeStatus status,
        @Nullable JSONB formatId,
        @Nullable String formatKind,
        JSONB assets,
        List<String> tags,
        @Nullable String rejectionReason,
        @Nullable Instant reviewedAt,
        @Nullable String reviewedBy,
        JSONB details,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static Creative of(CreativesRecord row) {
        return new Creative(
                row.getCreativeId(),
                row.getPrincipalId(),
                row.getName(),
                row.getStatus(),
                row.getFormatId(),
                row.getFormatKind(),
                row.getAssets(),
                List.of(row.getTags()),
                row.getRejectionReason(),
                row.getReviewedAt(),
                row.getReviewedBy(),
                row.getDetails(),
                row.getRevision(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
