package org.buyledger.command.random;

/** A rule that has to hold whatever is sent does not. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    public Broken(String rule, Object detail) {
        super(rule + ": " + detail);
        this.rule = rule;
    }

    /** The rule in words, the same for every way to break it. */
    String rule() {
        return rule;
    }

    /** Breaks the rule unless it holds. */
    public static void unless(boolean holds, String rule, Object detail) {
        if (!holds) {
            throw new Broken(rule, detail);
        }
    }
}
