package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.AdcpTask;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.buyledger.events.creative.CreativeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be asked about media buys. The payloads of the first three are AdCP 3.1.19 requests, verbatim. */
public sealed interface MediaBuyCommand extends Command {

    /**
     * AdCP's create_media_buy.
     *
     * @param startTime when the flight begins
     * @param endTime when it ends, exclusive
     * @param packages what is bought; at least one
     * @param paused hold delivery until the buy is resumed
     * @param dryRun check everything and change nothing
     * @param details what else was said, kept as it is
     */
    @WireName("create_media_buy.v1")
    @SentBy(Role.BUYER)
    record CreateMediaBuy(
            String idempotencyKey,
            AccountRef account,
            BrandRef brand,
            StartTiming startTime,
            Instant endTime,
            List<PackageRequest> packages,
            @Nullable Boolean paused,
            @Nullable String poNumber,
            @Nullable Boolean dryRun,
            @Nullable JsonNode context,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details)
            implements MediaBuyCommand, AdcpTask {}

    /**
     * AdCP's update_media_buy: what is given replaces what was, all of it or nothing.
     *
     * @param revision the revision that the buyer saw; another one by now is a CONFLICT
     * @param canceled true ends the buy and wins over all other fields
     * @param newPackages packages to add
     */
    @WireName("update_media_buy.v1")
    @SentBy(Role.BUYER)
    record UpdateMediaBuy(
            String idempotencyKey,
            AccountRef account,
            MediaBuyId mediaBuyId,
            @Nullable Long revision,
            @Nullable Boolean paused,
            @Nullable Boolean canceled,
            @Nullable String cancellationReason,
            @Nullable StartTiming startTime,
            @Nullable Instant endTime,
            List<PackageUpdate> packages,
            List<PackageRequest> newPackages,
            @Nullable Boolean dryRun,
            @Nullable JsonNode context,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details)
            implements MediaBuyCommand, AdcpTask {}

    /**
     * AdCP's provide_performance_feedback.
     *
     * @param performanceIndex 0 for no value, 1 for what was expected, more for better
     * @param packageId the package that it is about, null for the whole buy
     * @param creativeId the creative that it is about, null for all
     * @param metricType null means overall_performance
     * @param feedbackSource null means buyer_attribution
     * @param details what else was said, kept as it is
     */
    @WireName("provide_performance_feedback.v1")
    @SentBy(Role.BUYER)
    record ProvidePerformanceFeedback(
            String idempotencyKey,
            MediaBuyId mediaBuyId,
            MeasurementPeriod measurementPeriod,
            BigDecimal performanceIndex,
            @Nullable PackageId packageId,
            @Nullable CreativeId creativeId,
            @Nullable MetricType metricType,
            @Nullable FeedbackSource feedbackSource,
            @Nullable JsonNode context,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details)
            implements MediaBuyCommand, AdcpTask {

        /** None: the buy says whose account it is. */
        @Override
        public @Nullable AccountRef account() {
            return null;
        }
    }

    /** When performance was measured; {@code end} is exclusive. */
    record MeasurementPeriod(Instant start, Instant end) {}

    /**
     * The publisher gives a buyer more time for creatives.
     *
     * @param packageId the package that it is for, null for every one with an earlier deadline
     * @param creativeDeadline the new deadline: in the future, and later than the old one
     * @param revision the revision that the publisher saw; null to extend it whatever is there
     */
    @WireName("extend_creative_deadline.v1")
    @SentBy(Role.MANAGER)
    record ExtendCreativeDeadline(
            MediaBuyId mediaBuyId,
            @Nullable PackageId packageId,
            Instant creativeDeadline,
            @Nullable Long revision) implements MediaBuyCommand {}

    /**
     * The publisher says which buys are delivered first.
     *
     * @param priority -100 to 100, the higher the earlier; every buy begins with 0
     * @param revision the revision that the publisher saw; null to set it whatever is there
     */
    @WireName("prioritize_media_buy.v1")
    @SentBy(Role.MANAGER)
    record PrioritizeMediaBuy(
            MediaBuyId mediaBuyId, int priority, @Nullable Long revision) implements MediaBuyCommand {}

    /**
     * One of the publisher's people writes something down about a buy, for the others.
     *
     * @param body 1 to 2000 characters
     */
    @WireName("note_media_buy.v1")
    @SentBy(Role.MANAGER)
    record NoteMediaBuy(MediaBuyId mediaBuyId, String body) implements MediaBuyCommand {}

    /**
     * The publisher ends a buy.
     *
     * @param reason 1 to 500 characters, shown to the buyer
     * @param revision the revision that the publisher saw; null to cancel whatever is there
     */
    @WireName("cancel_media_buy.v1")
    @SentBy(Role.MANAGER)
    record CancelMediaBuy(
            MediaBuyId mediaBuyId, String reason, @Nullable Long revision) implements MediaBuyCommand {}

    /**
     * The publisher declines a buy that has not begun to run.
     *
     * @param reason 1 to 500 characters, shown to the buyer
     * @param revision the revision that the publisher saw; null to reject whatever is there
     */
    @WireName("reject_media_buy.v1")
    @SentBy(Role.MANAGER)
    record RejectMediaBuy(
            MediaBuyId mediaBuyId, String reason, @Nullable Long revision) implements MediaBuyCommand {}
}
