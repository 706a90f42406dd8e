/** Rules for how a sales agent is set up: agents, adapter, sign-on, strategies. */
@NullMarked
package org.buyledger.command.configuration;

import org.jspecify.annotations.NullMarked;
