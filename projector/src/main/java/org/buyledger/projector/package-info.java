/** The service that writes the read tables: its start, and all projections together. */
@NullMarked
package org.buyledger.projector;

import org.jspecify.annotations.NullMarked;
