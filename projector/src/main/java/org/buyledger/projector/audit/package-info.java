/** The tables of all events and of command results. */
@NullMarked
package org.buyledger.projector.audit;

import org.jspecify.annotations.NullMarked;
