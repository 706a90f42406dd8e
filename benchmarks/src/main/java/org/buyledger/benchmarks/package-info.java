/** Benchmarks: what they measure and what came out is in benchmarks/README.md. */
@NullMarked
package org.buyledger.benchmarks;

import org.jspecify.annotations.NullMarked;
