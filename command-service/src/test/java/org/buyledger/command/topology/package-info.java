@NullMarked
package org.buyledger.command.topology;

import org.jspecify.annotations.NullMarked;
