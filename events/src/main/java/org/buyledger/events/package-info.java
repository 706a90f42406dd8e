/** The envelope that every command, event and result travels in, and what the slices share. */
@NullMarked
package org.buyledger.events;

import org.jspecify.annotations.NullMarked;
