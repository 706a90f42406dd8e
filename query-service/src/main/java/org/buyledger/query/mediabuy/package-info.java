/** Media buys as they are read. */
@NullMarked
package org.buyledger.query.mediabuy;

import org.jspecify.annotations.NullMarked;
