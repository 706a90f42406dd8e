/** What a publisher sells: products, their prices, the limits per currency. */
@NullMarked
package org.buyledger.events.catalogue;

import org.jspecify.annotations.NullMarked;
