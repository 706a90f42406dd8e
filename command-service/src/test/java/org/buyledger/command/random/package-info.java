/** Random commands against the rules that hold whatever is sent. */
@NullMarked
package org.buyledger.command.random;

import org.jspecify.annotations.NullMarked;
