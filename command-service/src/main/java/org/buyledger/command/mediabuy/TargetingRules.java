package org.buyledger.command.mediabuy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.catalogue.Product;
import tools.jackson.databind.JsonNode;

/** The rules for a package's targeting_overlay. AdCP 3.1.19, core/targeting.json. */
final class TargetingRules {
    static final String OVERLAY = "targeting_overlay";

    private static final Set<String> KNOWN = Set.of(
            "geo_countries",
            "geo_countries_exclude",
            "geo_regions",
            "geo_regions_exclude",
            "geo_metros",
            "geo_metros_exclude",
            "geo_postal_areas",
            "geo_postal_areas_exclude",
            "daypart_targets",
            "axe_include_segment",
            "axe_exclude_segment",
            "audience_include",
            "audience_exclude",
            "signal_targeting_groups",
            "signal_targeting",
            "frequency_cap",
            "property_list",
            "collection_list",
            "collection_list_exclude",
            "age_restriction",
            "device_platform",
            "device_type",
            "device_type_exclude",
            "store_catchments",
            "geo_proximity",
            "language",
            "keyword_targets",
            "negative_keywords",
            "ext");

    /** What is included, and where the same may be excluded. */
    private static final Map<String, String> EXCLUSIONS = Map.of(
            "geo_countries", "geo_countries_exclude",
            "geo_regions", "geo_regions_exclude",
            "geo_metros", "geo_metros_exclude",
            "geo_postal_areas", "geo_postal_areas_exclude",
            "audience_include", "audience_exclude",
            "device_type", "device_type_exclude");

    private TargetingRules() {}

    static void check(Findings found, String pointer, Map<String, JsonNode> details, Product product) {
        JsonNode overlay = details.get(OVERLAY);
        if (overlay == null) {
            return;
        }
        String at = pointer + "/" + OVERLAY;
        if (!overlay.isObject()) {
            found.add(ErrorCode.INVALID_REQUEST, at, "A targeting overlay is an object.", "Send an object.");
            return;
        }
        for (String field : overlay.propertyNames()) {
            if (!KNOWN.contains(field)) {
                found.add(
                        ErrorCode.INVALID_REQUEST,
                        at + "/" + field,
                        "Targeting has no dimension " + field + ".",
                        "Use one of: " + String.join(", ", new TreeSet<>(KNOWN)) + ".");
            }
        }
        EXCLUSIONS.forEach((included, excluded) -> {
            for (JsonNode value : overlay.path(included)) {
                if (overlay.path(excluded).valueStream().anyMatch(value::equals)) {
                    found.add(
                            ErrorCode.INVALID_REQUEST,
                            at + "/" + excluded,
                            "%s is both in %s and in %s.".formatted(value, included, excluded),
                            "Leave it out of one of them.");
                }
            }
        });
        JsonNode allowed = product.details().get("property_targeting_allowed");
        if (overlay.has("property_list") && (allowed == null || !allowed.asBoolean(false))) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    at + "/property_list",
                    "Product " + product.productId() + " cannot be targeted by property.",
                    "Leave property_list out.");
        }
    }
}
