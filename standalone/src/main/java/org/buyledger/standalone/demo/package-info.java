/** A tenant to try things with. */
@NullMarked
package org.buyledger.standalone.demo;

import org.jspecify.annotations.NullMarked;
