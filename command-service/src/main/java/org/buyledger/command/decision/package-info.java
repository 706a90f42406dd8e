/** What a decision is, and what it may look at. */
@NullMarked
package org.buyledger.command.decision;

import org.jspecify.annotations.NullMarked;
