/** The table of creatives. */
@NullMarked
package org.buyledger.projector.creative;

import org.jspecify.annotations.NullMarked;
