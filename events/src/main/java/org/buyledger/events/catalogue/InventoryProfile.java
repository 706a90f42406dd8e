package org.buyledger.events.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A part of a publisher's inventory, described once for all products that sell it.
 *
 * @param profileId chosen by the publisher
 * @param name 1 to 200 characters
 * @param description for people
 * @param inventoryConfig the ad server's names for it (ad units, placements), kept as they are
 * @param formatIds the creative formats that it takes; none means any
 * @param publisherProperties AdCP's publisher properties that it is on, kept as they are
 * @param targetingTemplate the publisher's own targeting, kept as it is
 */
public record InventoryProfile(
        InventoryProfileId profileId,
        String name,
        @Nullable String description,
        Map<String, JsonNode> inventoryConfig,
        List<FormatId> formatIds,
        List<JsonNode> publisherProperties,
        Map<String, JsonNode> targetingTemplate) {}
