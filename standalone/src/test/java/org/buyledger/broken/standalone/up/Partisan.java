package org.buyledger.broken.standalone.up;

import org.buyledger.broken.standalone.cli.Partisan.Cli;

/** Goes round in a circle with another room. */
public record Partisan(Cli cli) {
    /** What the other room knows. */
    public record Up() {}
}
