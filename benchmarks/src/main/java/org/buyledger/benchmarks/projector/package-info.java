/** {@code benchmarks/run projector}: how fast the read tables are written, beside how fast the database could be filled. */
@NullMarked
package org.buyledger.benchmarks.projector;

import org.jspecify.annotations.NullMarked;
