package org.buyledger.benchmarks;

/** How results are printed: as tables for people, or as JSON for programs. */
public enum Output {
    table,
    json
}
