/** How far the read tables are from the events. */
@NullMarked
package org.buyledger.query.projection;

import org.jspecify.annotations.NullMarked;
