@NullMarked
package org.buyledger.command.creative;

import org.jspecify.annotations.NullMarked;
