package org.buyledger.events.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * How a publisher works.
 *
 * @param humanReviewRequired whether every new or changed media buy waits for a person
 * @param approvalMode how creatives are reviewed
 * @param approvalDueHours how long after it opens a workflow step is due, 1 to 8760; null: never
 */
public record TenantSettings(
        boolean humanReviewRequired,
        ApprovalMode approvalMode,
        @Nullable Integer approvalDueHours) {
    public static final TenantSettings DEFAULT = new TenantSettings(true, ApprovalMode.REQUIRE_HUMAN, null);

    /** These settings with those of {@code change} that are given. */
    public TenantSettings changedBy(Change change) {
        return new TenantSettings(
                change.humanReviewRequired() == null ? humanReviewRequired : change.humanReviewRequired(),
                change.approvalMode() == null ? approvalMode : change.approvalMode(),
                dueHours(change.approvalDueHours()));
    }

    private @Nullable Integer dueHours(@Nullable Integer changed) {
        if (changed == null) {
            return approvalDueHours;
        }
        return changed == 0 ? null : changed;
    }

    /** Some of the settings; an absent one stays as it is, and 0 hours mean that steps are never due. */
    public record Change(
            @Nullable Boolean humanReviewRequired,
            @Nullable ApprovalMode approvalMode,
            @Nullable Integer approvalDueHours) {
        public static final Change NONE = new Change(null, null, null);
    }
}
