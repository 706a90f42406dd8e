/** Rules of waiting for a position. */
@NullMarked
package org.buyledger.query.position;

import org.jspecify.annotations.NullMarked;
