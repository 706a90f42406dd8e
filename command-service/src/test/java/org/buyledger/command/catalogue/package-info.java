@NullMarked
package org.buyledger.command.catalogue;

import org.jspecify.annotations.NullMarked;
