package org.buyledger.migrations.lint;

/**
 * What a revision would do in production.
 *
 * @param rule the name of the {@link Rule}
 * @param file the way up, or for a useless ignore the file in which it stands
 * @param line of the statement; the first is 1
 * @param what to what it happens, and what
 * @param safe how the same is reached without
 */
public record Finding(String rule, String file, int line, String what, String safe) {
    /** Of a rule. */
    public static Finding of(Rule rule, String file, int line, String subject) {
        return new Finding(rule.title(), file, line, subject + ": " + rule.happens(), rule.safe());
    }
}
