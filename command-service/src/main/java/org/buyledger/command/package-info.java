/** The service that decides: its start. */
@NullMarked
package org.buyledger.command;

import org.jspecify.annotations.NullMarked;
