package org.buyledger.query.mediabuy;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.tables.records.CreativeAssignmentsRecord;
import org.buyledger.migrations.jooq.tables.records.MediaPackagesRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** A package inside its media buy; amounts are in the buy's currency. */
record MediaPackage(
        String packageId,
        String productId,
        String pricingOptionId,
        BigDecimal budget,
        @Nullable BigDecimal bidPrice,
        String currency,
        @Nullable Pacing pacing,

        @JsonFormat(shape = JsonFormat.Shape.NUMBER) @Nullable
        BigDecimal impressions,

        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Instant creativeDeadline,
        boolean paused,
        @Nullable Cancellation cancellation,
        List<Assignment> creativeAssignments,
        JSONB details) {

    static MediaPackage of(MediaPackagesRecord row, String currency, List<Assignment> assignments) {
        return new MediaPackage(
                row.getPackageId(),
                row.getProductId(),
                row.getPricingOptionId(),
                row.getBudget(),
                row.getBidPrice(),
                currency,
                row.getPacing(),
                row.getImpressions(),
                row.getStartTime(),
                row.getEndTime(),
                row.getCreativeDeadline(),
                row.getPaused(),
                Cancellation.of(row.getCanceledAt(), row.getCanceledBy(), row.getCancellationReason()),
                assignments,
                row.getDetails());
    }

    /** That a creative serves in the package; the weight is its share of the rotation, 0 to 100. */
    record Assignment(
            String creativeId,

            @JsonFormat(shape = JsonFormat.Shape.NUMBER) @Nullable
            BigDecimal weight,

            List<String> placementIds,
            JSONB details,
            Instant createdAt) {

        static Assignment of(CreativeAssignmentsRecord row) {
            return new Assignment(
                    row.getCreativeId(),
                    row.getWeight(),
                    List.of(row.getPlacementIds()),
                    row.getDetails(),
                    row.getCreatedAt());
        }
    }
}
