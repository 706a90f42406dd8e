package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.buyledger.events.creative.CreativeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * That a creative serves in a package. AdCP 3.1.19, core/creative-assignment.json.
 *
 * @param creativeId one of the buyer's creatives
 * @param weight its share of the rotation, 0 to 100; null means an equal share
 * @param placementIds where it may serve; none means wherever the package does
 * @param details what else was said, kept as it is
 */
public record CreativeAssignment(
        CreativeId creativeId,
        @Nullable BigDecimal weight,
        List<String> placementIds,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}
