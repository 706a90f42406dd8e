/** Checks of the log against itself, and of the read tables against the log. */
@NullMarked
package org.buyledger.projector.verify;

import org.jspecify.annotations.NullMarked;
