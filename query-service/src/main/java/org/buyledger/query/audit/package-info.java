/** The audit log, and what became of commands. */
@NullMarked
package org.buyledger.query.audit;

import org.jspecify.annotations.NullMarked;
