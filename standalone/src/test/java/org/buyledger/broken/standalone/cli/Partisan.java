package org.buyledger.broken.standalone.cli;

import org.buyledger.broken.standalone.up.Partisan.Up;

/** Goes round in a circle with another room. */
public record Partisan(Up up) {
    /** What the other room knows. */
    public record Cli() {}
}
