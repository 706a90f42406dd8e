package org.buyledger.command.decision;

import org.buyledger.events.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The rule for how long before a package starts its creatives have to be there: up to a year, and 0 for no such time. */
public final class LeadHours {
    private static final int MOST = 8760;

    private LeadHours() {}

    public static void check(Findings found, String field, @Nullable Integer hours) {
        if (hours != null && (hours < 0 || hours > MOST)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "Creatives have to be there 1 to %d hours before a package starts, not %d.".formatted(MOST, hours),
                    "Give such a number, or 0 for creatives that are never late.");
        }
    }
}
