package org.buyledger.events.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * How a publisher works.
 *
 * @param humanReviewRequired whether every new or changed media buy waits for a person
 * @param approvalMode how creatives are reviewed
 */
public record TenantSettings(boolean humanReviewRequired, ApprovalMode approvalMode) {
    public static final TenantSettings DEFAULT = new TenantSettings(true, ApprovalMode.REQUIRE_HUMAN);

    /** These settings with those of {@code change} that are given. */
    public TenantSettings changedBy(Change change) {
        return new TenantSettings(
                change.humanReviewRequired() == null ? humanReviewRequired : change.humanReviewRequired(),
                change.approvalMode() == null ? approvalMode : change.approvalMode());
    }

    /** Some of the settings; an absent one stays as it is. */
    public record Change(
            @Nullable Boolean humanReviewRequired, @Nullable ApprovalMode approvalMode) {
        public static final Change NONE = new Change(null, null);
    }
}
