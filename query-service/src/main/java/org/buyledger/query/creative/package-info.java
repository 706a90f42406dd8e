/** Creatives as they are read. */
@NullMarked
package org.buyledger.query.creative;

import org.jspecify.annotations.NullMarked;
