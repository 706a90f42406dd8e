/** What was: the objects of a tenant as they were at a position of its ledger, folded from their events again. */
@NullMarked
package org.buyledger.query.past;

import org.jspecify.annotations.NullMarked;
