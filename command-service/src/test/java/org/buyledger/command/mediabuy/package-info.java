@NullMarked
package org.buyledger.command.mediabuy;

import org.jspecify.annotations.NullMarked;
