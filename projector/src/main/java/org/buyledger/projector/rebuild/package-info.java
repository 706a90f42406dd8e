/** Makes read tables again from the events, beside the live ones, and puts them in their place. */
@NullMarked
package org.buyledger.projector.rebuild;

import org.jspecify.annotations.NullMarked;
