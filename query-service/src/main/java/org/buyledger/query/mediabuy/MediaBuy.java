package org.buyledger.query.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.query.auth.Caller;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A media buy as answers show it. All of it but {@code creatives} and {@code workflow} changes with the buy's revision alone,
 * which is what its ETag promises: of a creative a package has the assignment, never the creative's own state.
 *
 * @param packages null, which is absent, where it was not asked for, as {@code creatives} and {@code workflow}
 * @param priority for users alone: among whom a publisher prefers is not the buyers' to know
 */
record MediaBuy(
        String mediaBuyId,
        String principalId,
        MediaBuyStatus status,
        boolean paused,
        List<String> validActions,
        JSONB account,
        JSONB brand,
        @Nullable String poNumber,
        BigDecimal budget,
        String currency,
        Instant startTime,
        Instant endTime,
        @Nullable Integer priority,
        @Nullable Instant creativeDeadline,
        @Nullable Instant confirmedAt,
        @Nullable String rejectionReason,
        @Nullable Cancellation cancellation,
        @Nullable List<MediaPackage> packages,
        @Nullable List<AssignedCreatives.One> creatives,
        @Nullable List<Steps.Step> workflow,
        String requestSha256,
        JSONB details,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static MediaBuy of(MediaBuysRecord row, Caller caller, Belongings belongings) {
        return new MediaBuy(
                row.getMediaBuyId(),
                row.getPrincipalId(),
                row.getStatus(),
                row.getPaused(),
                validActions(row),
                row.getAccount(),
                row.getBrand(),
                row.getPoNumber(),
                row.getBudget(),
                row.getCurrency(),
                row.getStartTime(),
                row.getEndTime(),
                caller.isPrincipal() ? null : row.getPriority(),
                row.getCreativeDeadline(),
                row.getConfirmedAt(),
                row.getRejectionReason(),
                Cancellation.of(row.getCanceledAt(), row.getCanceledBy(), row.getCancellationReason()),
                belongings.packages() == null ? null : belongings.packages().in(row),
                belongings.creatives() == null ? null : belongings.creatives().in(row),
                belongings.steps() == null ? null : belongings.steps().about(row),
                row.getRequestSha256(),
                row.getDetails(),
                row.getRevision(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    private static List<String> validActions(MediaBuysRecord row) {
        return org.buyledger.events.mediabuy.MediaBuyStatus.ofWire(
                        row.getStatus().getLiteral())
                .validActions(row.getPaused());
    }
}
