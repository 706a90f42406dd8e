/** Every command in every state. */
@NullMarked
package org.buyledger.command.lifecycle;

import org.jspecify.annotations.NullMarked;
