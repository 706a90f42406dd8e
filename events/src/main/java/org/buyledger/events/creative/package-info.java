/** Creatives, their review and their assignment to packages. */
@NullMarked
package org.buyledger.events.creative;

import org.jspecify.annotations.NullMarked;
