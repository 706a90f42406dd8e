package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.creative.CreativeAsset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A package as a buyer asks for it. AdCP 3.1.19, media-buy/package-request.json.
 *
 * @param formatIds which formats the creatives will have; none means any that the product takes
 * @param creativeAssignments creatives of the library that serve in it
 * @param creatives creatives that are uploaded with it and serve in it
 * @param details what else was said, kept as it is
 */
public record PackageRequest(
        ProductId productId,
        PricingOptionId pricingOptionId,
        BigDecimal budget,
        @Nullable BigDecimal bidPrice,
        @Nullable Pacing pacing,
        @Nullable BigDecimal impressions,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Boolean paused,
        List<FormatId> formatIds,
        List<CreativeAssignment> creativeAssignments,
        List<CreativeAsset> creatives,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}
