/** What the design demands of every class, checked on the compiled ones. */
@NullMarked
package org.buyledger.standalone.architecture;

import org.jspecify.annotations.NullMarked;
