package org.buyledger.events.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a tenant's ad server is reached, and what of it waits for a person.
 *
 * @param adapterType which ad server
 * @param manualApprovalRequired whether operations wait for a person; false where it is not given
 * @param manualApprovalOperations which ones do then; none means all of them
 * @param settings what the adapter has to know; a secret is a reference, {@code env:NAME} or {@code file:PATH}
 */
public record AdapterConfig(
        AdapterType adapterType,
        @Nullable Boolean manualApprovalRequired,
        List<ManualOperation> manualApprovalOperations,
        Map<String, JsonNode> settings) {

    /** Whether anything waits for a person. */
    public boolean hasManualApproval() {
        return manualApprovalRequired != null && manualApprovalRequired;
    }

    /** What waits for a person where anything does. */
    public List<ManualOperation> operations() {
        return manualApprovalOperations.isEmpty() ? List.of(ManualOperation.values()) : manualApprovalOperations;
    }
}
