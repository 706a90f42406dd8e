package org.buyledger.projector.mediabuy;

import static org.buyledger.migrations.jooq.Tables.PERFORMANCE_FEEDBACK;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.migrations.jooq.enums.FeedbackSource;
import org.buyledger.migrations.jooq.enums.PerformanceMetric;
import org.buyledger.migrations.jooq.tables.records.PerformanceFeedbackRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** performance_feedback: how buyers say that their buys perform. */
public final class PerformanceFeedback implements RowProjection<PerformanceFeedbackRecord> {

    @Override
    public Table<PerformanceFeedbackRecord> table() {
        return PERFORMANCE_FEEDBACK;
    }

    @Override
    public boolean appendsOnly() {
        return true;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof FeedbackEvent f
                ? Optional.of(RowKey.of(e.tenant(), f.feedbackId().value()))
                : Optional.empty();
    }

    @Override
    public PerformanceFeedbackRecord project(@Nullable PerformanceFeedbackRecord row, Recorded<Event> e) {
        return switch ((FeedbackEvent) e.event()) {
            case FeedbackEvent.Provided p ->
                Rows.begin(PERFORMANCE_FEEDBACK)
                        .setTenantId(e.tenant())
                        .setFeedbackId(p.feedbackId().value())
                        .setMediaBuyId(p.mediaBuyId().value())
                        .setPrincipalId(p.principalId().value())
                        .setPackageId(
                                p.packageId() == null ? null : p.packageId().value())
                        .setCreativeId(
                                p.creativeId() == null ? null : p.creativeId().value())
                        .setPeriodStart(p.periodStart())
                        .setPeriodEnd(p.periodEnd())
                        .setPerformanceIndex(p.performanceIndex())
                        .setMetricType(
                                PerformanceMetric.lookupLiteral(p.metricType().wire()))
                        .setFeedbackSource(
                                FeedbackSource.lookupLiteral(p.feedbackSource().wire()))
                        .setDetails(Payload.jsonb(p.details()))
                        .setCreatedAt(e.at());
        };
    }
}
