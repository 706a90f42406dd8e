/** Tables that are shown as they are, row by row. */
@NullMarked
package org.buyledger.query.resource;

import org.jspecify.annotations.NullMarked;
