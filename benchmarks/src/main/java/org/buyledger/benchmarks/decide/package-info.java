/** {@code benchmarks/run decide}: what each type of command costs in deciding and in JSON, measured by JMH. */
@NullMarked
package org.buyledger.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
