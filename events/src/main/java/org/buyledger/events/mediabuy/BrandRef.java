package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An advertiser. AdCP 3.1.19, core/brand-ref.json.
 *
 * @param domain the brand's domain
 * @param brandId one of several brands of that domain
 * @param details what else was said of it, kept as it is
 */
public record BrandRef(
        String domain,
        @Nullable String brandId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}
