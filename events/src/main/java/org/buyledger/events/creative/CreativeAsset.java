package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.buyledger.events.catalogue.FormatId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A creative as a buyer sends it. AdCP 3.1.19, core/creative-asset.json.
 *
 * @param formatId its format by name; exactly one of this and {@code formatKind} is given
 * @param formatKind its canonical format, such as {@code image}
 * @param assets what it is made of, by the roles of its format
 * @param tags the buyer's own
 * @param weight where it is uploaded with a package: its share of the rotation
 * @param placementIds likewise: where it may serve
 * @param details what else was said, kept as it is
 */
public record CreativeAsset(
        CreativeId creativeId,
        String name,
        @Nullable FormatId formatId,
        @Nullable String formatKind,
        JsonNode assets,
        List<String> tags,
        @Nullable BigDecimal weight,
        List<String> placementIds,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}
