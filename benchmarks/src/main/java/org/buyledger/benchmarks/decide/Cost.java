package org.buyledger.benchmarks.decide;

import org.buyledger.benchmarks.Sample;

/**
 * What an operation costs, each a value for each round.
 *
 * @param nanos time
 * @param bytes allocated
 */
record Cost(Sample nanos, Sample bytes) {}
