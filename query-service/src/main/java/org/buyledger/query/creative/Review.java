package org.buyledger.query.creative;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.CreativeReviewDecision;
import org.buyledger.migrations.jooq.enums.CreativeReviewOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewType;
import org.buyledger.migrations.jooq.tables.records.CreativeReviewsRecord;
import org.jspecify.annotations.Nullable;

/** A review of a creative as answers show it. */
record Review(
        String reviewId,
        CreativeReviewType reviewType,
        String reviewer,
        CreativeReviewDecision decision,
        @Nullable BigDecimal confidence,
        List<String> categories,
        @Nullable String policyTriggered,
        @Nullable String reason,
        List<String> recommendations,
        boolean humanOverride,
        CreativeReviewOutcome finalDecision,
        Instant reviewedAt) {

    static Review of(CreativeReviewsRecord row) {
        return new Review(
                row.getReviewId(),
                row.getReviewType(),
                row.getReviewer(),
                row.getDecision(),
                row.getConfidence(),
                List.of(row.getCategories()),
                row.getPolicyTriggered(),
                row.getReason(),
                List.of(row.getRecommendations()),
                row.getHumanOverride(),
                row.getFinalDecision(),
                row.getReviewedAt());
    }
}
