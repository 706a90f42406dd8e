package org.buyledger.command.decision;

import org.buyledger.events.ErrorCode;

/** The rule for what things are called: 1 to 200 characters, and not only blanks. */
public final class Names {
    private static final int LONGEST = 200;

    private Names() {}

    /** Checks the field {@code name}. */
    public static void check(Findings found, String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/name",
                    "A name has 1 to %d characters, not %d.".formatted(LONGEST, name.length()),
                    "Give another name.");
        }
    }
}
