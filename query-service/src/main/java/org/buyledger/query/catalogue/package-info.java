/** Products and their prices as they are read. */
@NullMarked
package org.buyledger.query.catalogue;

import org.jspecify.annotations.NullMarked;
