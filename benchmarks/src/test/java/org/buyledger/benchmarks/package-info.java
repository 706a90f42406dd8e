@NullMarked
package org.buyledger.benchmarks;

import org.jspecify.annotations.NullMarked;
