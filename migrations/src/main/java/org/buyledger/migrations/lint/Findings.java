package org.buyledger.migrations.lint;

/** Takes what one rule finds. */
@FunctionalInterface
interface Findings {
    /**
     * Something was found.
     *
     * @param subject to what it happens
     */
    void add(Rule rule, String subject);
}
