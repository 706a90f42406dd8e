package org.buyledger.command.tenancy;

import java.math.BigDecimal;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.tenancy.TenantSettings;
import org.jspecify.annotations.Nullable;

/** The rules for how a tenant has agents review its creatives. */
final class ReviewSettings {
    private ReviewSettings() {}

    static void check(Findings found, TenantSettings settings) {
        threshold(found, "/settings/creative_auto_approve_threshold", settings.creativeAutoApproveThreshold());
        threshold(found, "/settings/creative_auto_reject_threshold", settings.creativeAutoRejectThreshold());
        if (settings.rejectUpTo().compareTo(settings.approveFrom()) >= 0) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/settings/creative_auto_reject_threshold",
                    "Agents would reject up to a confidence of %s and approve from %s on."
                            .formatted(
                                    settings.rejectUpTo().toPlainString(),
                                    settings.approveFrom().toPlainString()),
                    "Give a creative_auto_reject_threshold below creative_auto_approve_threshold.");
        }
    }

    private static void threshold(Findings found, String field, @Nullable BigDecimal value) {
        if (value != null && (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "A threshold is a confidence of 0 to 1, not " + value.toPlainString() + ".",
                    "Give a number such as 0.9.");
        }
    }
}
