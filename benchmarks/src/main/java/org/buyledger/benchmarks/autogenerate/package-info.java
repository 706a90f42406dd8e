/** How long it takes to compare the model with the revisions, and to write what is missing. */
@NullMarked
package org.buyledger.benchmarks.autogenerate;

import org.jspecify.annotations.NullMarked;
