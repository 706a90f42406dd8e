@NullMarked
package org.buyledger.benchmarks.projector;

import org.jspecify.annotations.NullMarked;
