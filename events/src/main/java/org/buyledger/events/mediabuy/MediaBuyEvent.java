package org.buyledger.events.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.StepId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can happen to a media buy. Storage format: add, never change; see docs/evolving-events.md. Each carries the status
 * that the buy has after it.
 */
public sealed interface MediaBuyEvent extends Event {
    MediaBuyId mediaBuyId();

    /** Whose buy it is. */
    PrincipalId principalId();

    MediaBuyStatus status();

    @Override
    default Subject subject() {
        return new Subject("media_buy", mediaBuyId().value());
    }

    /**
     * A buy came to be.
     *
     * @param budget the sum of the packages' budgets
     * @param creativeDeadline the earliest of its packages; null where one of them has none
     * @param paused whether it is held once nothing else blocks it
     * @param confirmedAt when the publisher committed to it, null while it waits for approval
     * @param requestSha256 the hash of the request in RFC 8785 form, as evidence of what was asked
     * @param details what the request said beyond these fields, credentials left out
     */
    @WireName("media_buy.created.v1")
    record Created(
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            AccountRef account,
            BrandRef brand,
            @Nullable String poNumber,
            Instant startTime,
            Instant endTime,
            @Nullable Instant creativeDeadline,
            String currency,
            BigDecimal budget,
            boolean paused,
            List<MediaPackage> packages,
            MediaBuyStatus status,
            @Nullable Instant confirmedAt,
            String requestSha256,
            Map<String, JsonNode> details)
            implements MediaBuyEvent {}

    /**
     * The publisher approved it.
     *
     * @param packages those that were without creatives when their deadline passed, and now have none, as they are now
     * @param creativeDeadline the earliest of all packages; null where one of them has none
     */
    @WireName("media_buy.approved.v1")
    record Approved(
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            StepId stepId,
            MediaBuyStatus status,
            Instant confirmedAt,
            List<MediaPackage> packages,
            @Nullable Instant creativeDeadline)
            implements MediaBuyEvent {}

    /** The publisher declined it. */
    @WireName("media_buy.rejected.v1")
    record Rejected(
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            @Nullable StepId stepId,
            String reason,
            MediaBuyStatus status)
            implements MediaBuyEvent {}

    /**
     * An update was applied.
     *
     * @param actions what was done, in AdCP's words for a buy's history: paused, resumed, updated_budget, updated_dates,
     *     updated_packages, package_paused, package_resumed, package_canceled
     * @param packages every package that was changed or added, as it is now
     * @param creativeDeadline the earliest of the packages that live; null where one of them has none
     * @param budget the sum of all packages' budgets now
     * @param details further fields of the buy, which replace those of the same name
     */
    @WireName("media_buy.updated.v1")
    record Updated(
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            @Nullable StepId stepId,
            List<String> actions,
            Instant startTime,
            Instant endTime,
            @Nullable Instant creativeDeadline,
            boolean paused,
            List<MediaPackage> packages,
            BigDecimal budget,
            MediaBuyStatus status,
            Map<String, JsonNode> details)
            implements MediaBuyEvent {}

    /**
     * The publisher gave the buyer more time for the creatives of some packages.
     *
     * @param packages those packages, as they are now
     * @param creativeDeadline the earliest of all that live; null where one of them has none
     */
    @WireName("media_buy.creative_deadline_extended.v1")
    record CreativeDeadlineExtended(
            MediaBuyId mediaBuyId,
            PrincipalId principalId,
            List<MediaPackage> packages,
            @Nullable Instant creativeDeadline,
            MediaBuyStatus status)
            implements MediaBuyEvent {}

    /**
     * The publisher said how early it is delivered.
     *
     * @param priority -100 to 100, the higher the earlier; 0 before the first
     */
    @WireName("media_buy.prioritized.v1")
    record Prioritized(MediaBuyId mediaBuyId, PrincipalId principalId, int priority, MediaBuyStatus status)
            implements MediaBuyEvent {}

    /** A sync of creatives added assignments; {@code packages} are those changed, as they are now. */
    @WireName("media_buy.creatives_assigned.v1")
    record CreativesAssigned(
            MediaBuyId mediaBuyId, PrincipalId principalId, List<MediaPackage> packages, MediaBuyStatus status)
            implements MediaBuyEvent {}

    /** The last creative that it waited for was approved. */
    @WireName("media_buy.creatives_approved.v1")
    record CreativesApproved(MediaBuyId mediaBuyId, PrincipalId principalId, MediaBuyStatus status)
            implements MediaBuyEvent {}

    /** Its start was reached. */
    @WireName("media_buy.started.v1")
    record Started(MediaBuyId mediaBuyId, PrincipalId principalId, MediaBuyStatus status) implements MediaBuyEvent {}

    /** Its end was reached. */
    @WireName("media_buy.completed.v1")
    record Completed(MediaBuyId mediaBuyId, PrincipalId principalId, MediaBuyStatus status) implements MediaBuyEvent {}

    /** The buyer or the publisher ended it. */
    @WireName("media_buy.canceled.v1")
    record Canceled(MediaBuyId mediaBuyId, PrincipalId principalId, Cancellation cancellation, MediaBuyStatus status)
            implements MediaBuyEvent {}
}
