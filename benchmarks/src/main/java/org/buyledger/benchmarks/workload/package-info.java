/** What the benchmarks send: publishers, and commands to them that are all accepted. */
@NullMarked
package org.buyledger.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
