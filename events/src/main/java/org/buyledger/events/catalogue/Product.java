package org.buyledger.events.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can be bought.
 *
 * @param productId chosen by the publisher
 * @param name 1 to 200 characters
 * @param description for people
 * @param deliveryType guaranteed or not
 * @param formatIds the creative formats that it takes, where it has no inventory profile; none means any
 * @param channels AdCP channels, such as {@code display} or {@code ctv}
 * @param countries ISO 3166 codes; none means anywhere
 * @param placementIds the placements that an assignment may name; none means that it has no placements
 * @param automaticCreation false: buys of it wait for a person
 * @param allowedPrincipalIds who may see and buy it; none means every principal
 * @param expiresAt from when on it can no longer be bought, null for never
 * @param creativeLeadHours how many hours before a package of it starts its creatives have to be there, up to 8760; 0: they
 *     need not, null: as many as the tenant says
 * @param inventoryProfileId the profile that it takes its formats from, null where it has its own
 * @param signalsAgentIds the agents that offer signals for it
 * @param details what else AdCP's product says (publisher_properties, targeting, cards), kept as it is
 */
public record Product(
        ProductId productId,
        String name,
        @Nullable String description,
        DeliveryType deliveryType,
        List<FormatId> formatIds,
        List<String> channels,
        List<String> countries,
        List<String> placementIds,
        @Nullable Boolean automaticCreation,
        List<PrincipalId> allowedPrincipalIds,
        @Nullable Instant expiresAt,
        @Nullable Integer creativeLeadHours,
        @Nullable InventoryProfileId inventoryProfileId,
        List<AgentId> signalsAgentIds,
        Map<String, JsonNode> details) {

    /** Whether buys of it may go ahead without a person; so they may where nothing is said. */
    public boolean isCreatedAutomatically() {
        return automaticCreation == null || automaticCreation;
    }

    public boolean isVisibleTo(PrincipalId principal) {
        return allowedPrincipalIds.isEmpty() || allowedPrincipalIds.contains(principal);
    }
}
