/** Rules for media buys. */
@NullMarked
package org.buyledger.command.mediabuy;

import org.jspecify.annotations.NullMarked;
