/** Media buys and their packages. */
@NullMarked
package org.buyledger.events.mediabuy;

import org.jspecify.annotations.NullMarked;
