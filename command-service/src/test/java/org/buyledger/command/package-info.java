@NullMarked
package org.buyledger.command;

import org.jspecify.annotations.NullMarked;
