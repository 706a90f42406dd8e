package org.buyledger.query.creative;

import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.buyledger.query.auth.Caller;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A creative as answers show it; exactly one of {@code formatId} and {@code formatKind} is there.
 *
 * @param reviews what was said of it, the oldest first; null, which is absent, in lists and for buyers
 */
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
        @Nullable String suspensionReason,
        @Nullable Instant reviewedAt,
        @Nullable String reviewedBy,
        @Nullable List<Review> reviews,
        JSONB details,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static Creative of(CreativesRecord row, Caller caller, @Nullable List<Review> reviews) {
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
                row.getSuspensionReason(),
                row.getReviewedAt(),
                caller.told(row.getReviewedBy()),
                reviews,
                row.getDetails(),
                row.getRevision(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
