package org.buyledger.query.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import org.buyledger.migrations.jooq.enums.FeedbackSource;
import org.buyledger.migrations.jooq.enums.PerformanceMetric;
import org.buyledger.migrations.jooq.tables.records.PerformanceFeedbackRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** A buyer's feedback as answers show it. */
record Feedback(
        String feedbackId,
        String mediaBuyId,
        String principalId,
        @Nullable String packageId,
        @Nullable String creativeId,
        Period measurementPeriod,
        BigDecimal performanceIndex,
        PerformanceMetric metricType,
        FeedbackSource feedbackSource,
        JSONB details,
        Instant createdAt) {

    record Period(Instant start, Instant end) {}

    static Feedback of(PerformanceFeedbackRecord row) {
        return new Feedback(
                row.getFeedbackId(),
                row.getMediaBuyId(),
                row.getPrincipalId(),
                row.getPackageId(),
                row.getCreativeId(),
                new Period(row.getPeriodStart(), row.getPeriodEnd()),
                row.getPerformanceIndex(),
                row.getMetricType(),
                row.getFeedbackSource(),
                row.getDetails(),
                row.getCreatedAt());
    }
}
