package org.buyledger.command.mediabuy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a creative serves within its package. AdCP has two fields for it: {@code placement_refs}, which name the publisher
 * too, and the older {@code placement_ids}; the former win. AdCP 3.1.19, core/creative-assignment.json.
 */
final class Placements {
    private static final String REFS = "placement_refs";

    private Placements() {}

    /** An assignment whose placement ids are those that count. */
    static CreativeAssignment assignment(
            String at,
            CreativeId creative,
            @Nullable BigDecimal weight,
            List<String> placementIds,
            Map<String, JsonNode> details,
            Findings found) {
        JsonNode refs = details.get(REFS);
        return new CreativeAssignment(
                creative, weight, refs == null ? placementIds : ids(at + "/" + REFS, refs, found), details);
    }

    /** Of the further fields of an uploaded creative, those that are about its assignment. */
    static Map<String, JsonNode> refs(Map<String, JsonNode> details) {
        JsonNode refs = details.get(REFS);
        return refs == null ? Map.of() : Map.of(REFS, refs);
    }

    private static List<String> ids(String at, JsonNode refs, Findings found) {
        List<String> ids = new ArrayList<>();
        for (JsonNode ref : refs) {
            JsonNode id = ref.path("placement_id");
            if (id.isString()) {
                ids.add(id.stringValue());
            }
        }
        if (!refs.isArray() || refs.isEmpty() || ids.size() < refs.size()) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    at,
                    "placement_refs are a list of objects with a placement_id each.",
                    "Send such as [{\"publisher_domain\": \"publisher.example\", \"placement_id\": \"top\"}].");
        }
        return ids;
    }

    /** The placements are among those of the product. */
    static void check(Findings found, String at, CreativeAssignment assignment, Product product) {
        String field = at + "/" + (assignment.details().containsKey(REFS) ? REFS : "placement_ids");
        for (String placement : assignment.placementIds()) {
            if (product.placementIds().isEmpty()) {
                found.add(
                        ErrorCode.UNSUPPORTED_FEATURE,
                        field,
                        "Product " + product.productId() + " has no placements to choose from.",
                        "Leave placements out.");
                return;
            }
            if (!product.placementIds().contains(placement)) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        field,
                        "Product %s has no placement %s.".formatted(product.productId(), placement),
                        "Choose from: " + String.join(", ", product.placementIds()) + ".");
            }
        }
    }
}
