/** The tables of media buys, their packages, and the creatives assigned to them. */
@NullMarked
package org.buyledger.projector.mediabuy;

import org.jspecify.annotations.NullMarked;
