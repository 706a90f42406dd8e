/** The tables of how a sales agent is set up. */
@NullMarked
package org.buyledger.projector.configuration;

import org.jspecify.annotations.NullMarked;
