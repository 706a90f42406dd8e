/** How a publisher's sales agent is set up: the agents and the ad server that it works with, sign-on, strategies. */
@NullMarked
package org.buyledger.events.configuration;

import org.jspecify.annotations.NullMarked;
