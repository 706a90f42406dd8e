package org.buyledger.events.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What buyers say of how buys perform. Storage format: add, never change; see docs/message-formats.md. */
public sealed interface FeedbackEvent extends Event {
    FeedbackId feedbackId();

    @Override
    default Subject subject() {
        return new Subject("performance_feedback", feedbackId().value());
    }

    /**
     * A buyer told how a buy performed.
     *
     * @param packageId the package that it is about, null for the whole buy
     * @param creativeId the creative that it is about, null for all
     * @param periodStart from when on it was measured
     * @param periodEnd until when, exclusive
     * @param performanceIndex 0 for no value, 1 for what was expected, more for better
     * @param details what the request said beyond these fields
     */
    @WireName("performance_feedback.provided.v1")
    record Provided(
            FeedbackId feedbackId,
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            @Nullable PackageId packageId,
            @Nullable CreativeId creativeId,
            Instant periodStart,
            Instant periodEnd,
            BigDecimal performanceIndex,
            MetricType metricType,
            FeedbackSource feedbackSource,
            Map<String, JsonNode> details)
            implements FeedbackEvent {}
}
