package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher works.
 *
 * @param humanReviewRequired whether every new or changed media buy waits for a person
 * @param approvalMode how creatives are reviewed
 * @param approvalDueHours how long after it opens a workflow step is due, 1 to 8760; null: never
 * @param creativeAutoApproveThreshold from which confidence on an agent may approve a creative, 0 to 1; null for 0.9
 * @param creativeAutoRejectThreshold up to which confidence an agent may reject a creative, 0 to 1; null for 0.1
 * @param sensitiveCategories of what only a person decides; null for political, healthcare and financial
 * @param creativeLeadHours how many hours before a package starts its creatives have to be there, where its product does not
 *     say, 1 to 8760; null: they need not
 */
public record TenantSettings(
        boolean humanReviewRequired,
        ApprovalMode approvalMode,
        @Nullable Integer approvalDueHours,
        @Nullable BigDecimal creativeAutoApproveThreshold,
        @Nullable BigDecimal creativeAutoRejectThreshold,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> sensitiveCategories,
        @Nullable Integer creativeLeadHours) {
    public static final TenantSettings DEFAULT =
            new TenantSettings(true, ApprovalMode.REQUIRE_HUMAN, null, null, null, null, null);

    private static final BigDecimal APPROVE_FROM = new BigDecimal("0.9");
    private static final BigDecimal REJECT_UP_TO = new BigDecimal("0.1");
    private static final List<String> SENSITIVE = List.of("political", "healthcare", "financial");

    /** From which confidence on an agent's approval counts. */
    public BigDecimal approveFrom() {
        return creativeAutoApproveThreshold == null ? APPROVE_FROM : creativeAutoApproveThreshold;
    }

    /** Up to which confidence an agent's rejection counts. */
    public BigDecimal rejectUpTo() {
        return creativeAutoRejectThreshold == null ? REJECT_UP_TO : creativeAutoRejectThreshold;
    }

    /** Whether a creative of this category is for a person to decide; upper or lower case makes no difference. */
    public boolean sensitive(String category) {
        List<String> categories = sensitiveCategories == null ? SENSITIVE : sensitiveCategories;
        return categories.stream().anyMatch(category::equalsIgnoreCase);
    }

    /** These settings with those of {@code change} that are given. */
    public TenantSettings changedBy(Change change) {
        return new TenantSettings(
                change.humanReviewRequired() == null ? humanReviewRequired : change.humanReviewRequired(),
                change.approvalMode() == null ? approvalMode : change.approvalMode(),
                hours(approvalDueHours, change.approvalDueHours()),
                change.creativeAutoApproveThreshold() == null
                        ? creativeAutoApproveThreshold
                        : change.creativeAutoApproveThreshold(),
                change.creativeAutoRejectThreshold() == null
                        ? creativeAutoRejectThreshold
                        : change.creativeAutoRejectThreshold(),
                change.sensitiveCategories() == null ? sensitiveCategories : change.sensitiveCategories(),
                hours(creativeLeadHours, change.creativeLeadHours()));
    }

    private static @Nullable Integer hours(@Nullable Integer before, @Nullable Integer changed) {
        if (changed == null) {
            return before;
        }
        return changed == 0 ? null : changed;
    }

    /** Some of the settings; an absent one stays as it is, and 0 hours mean none: no step is due, no creative late. */
    public record Change(
            @Nullable Boolean humanReviewRequired,
            @Nullable ApprovalMode approvalMode,
            @Nullable Integer approvalDueHours,
            @Nullable BigDecimal creativeAutoApproveThreshold,
            @Nullable BigDecimal creativeAutoRejectThreshold,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> sensitiveCategories,

            @Nullable Integer creativeLeadHours) {
        public static final Change NONE = new Change(null, null, null, null, null, null, null);
    }
}
