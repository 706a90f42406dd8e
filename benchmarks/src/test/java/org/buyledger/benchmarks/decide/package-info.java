@NullMarked
package org.buyledger.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
