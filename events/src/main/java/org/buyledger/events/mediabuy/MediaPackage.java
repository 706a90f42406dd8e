package org.buyledger.events.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.ProductId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One product bought at one price. AdCP 3.1.19, core/package.json.
 *
 * @param packageId minted by us
 * @param productId what is bought
 * @param pricingOptionId at which price
 * @param budget in the buy's currency, above 0
 * @param bidPrice the bid, where the price is an auction
 * @param pacing null means even
 * @param impressions the goal, where one was given
 * @param startTime when it begins, null for when the buy does
 * @param endTime when it ends (exclusive), null for when the buy does
 * @param creativeDeadline after when its creatives do not change; null where they may at any time
 * @param paused whether it is held
 * @param cancellation how it ended; null while it lives
 * @param creativeAssignments what serves in it
 * @param details what else the buyer said (targeting_overlay, format_ids, context, ext ...), kept as it is
 */
public record MediaPackage(
        PackageId packageId,
        ProductId productId,
        PricingOptionId pricingOptionId,
        BigDecimal budget,
        @Nullable BigDecimal bidPrice,
        @Nullable Pacing pacing,
        @Nullable BigDecimal impressions,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Instant creativeDeadline,
        boolean paused,
        @Nullable Cancellation cancellation,
        List<CreativeAssignment> creativeAssignments,
        Map<String, JsonNode> details) {

    public boolean isCanceled() {
        return cancellation != null;
    }

    public MediaPackage withCreativeAssignments(List<CreativeAssignment> assignments) {
        return new MediaPackage(
                packageId,
                productId,
                pricingOptionId,
                budget,
                bidPrice,
                pacing,
                impressions,
                startTime,
                endTime,
                creativeDeadline,
                paused,
                cancellation,
                assignments,
                details);
    }

    public MediaPackage withCreativeDeadline(@Nullable Instant deadline) {
        return new MediaPackage(
                packageId,
                productId,
                pricingOptionId,
                budget,
                bidPrice,
                pacing,
                impressions,
                startTime,
                endTime,
                deadline,
                paused,
                cancellation,
                creativeAssignments,
                details);
    }
}
