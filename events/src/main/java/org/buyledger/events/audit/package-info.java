/** What the log keeps about refused commands. */
@NullMarked
package org.buyledger.events.audit;

import org.jspecify.annotations.NullMarked;
