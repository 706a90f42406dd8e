/** What is left of a Buyledger's promises when its processes are killed, frozen and cut off while it works. */
@NullMarked
package org.buyledger.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
