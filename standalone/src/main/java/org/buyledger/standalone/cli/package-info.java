/** The commands that talk to a running Buyledger. */
@NullMarked
package org.buyledger.standalone.cli;

import org.jspecify.annotations.NullMarked;
