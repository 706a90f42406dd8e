@NullMarked
package org.buyledger.command.intake;

import org.jspecify.annotations.NullMarked;
