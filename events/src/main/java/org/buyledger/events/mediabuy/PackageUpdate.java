package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.creative.CreativeAsset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change of one package: what is given replaces what was. AdCP 3.1.19, media-buy/package-update.json.
 *
 * @param creativeAssignments the package's whole new set; null leaves it, an empty list clears it
 * @param details further fields, which replace those of the same name
 */
public record PackageUpdate(
        PackageId packageId,
        @Nullable BigDecimal budget,
        @Nullable BigDecimal bidPrice,
        @Nullable Pacing pacing,
        @Nullable BigDecimal impressions,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Boolean paused,
        @Nullable Boolean canceled,
        @Nullable String cancellationReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CreativeAssignment> creativeAssignments,
        List<CreativeAsset> creatives,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}
