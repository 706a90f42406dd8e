/** Lists: their filters, their order, and cursors from page to page. */
@NullMarked
package org.buyledger.query.paging;

import org.jspecify.annotations.NullMarked;
