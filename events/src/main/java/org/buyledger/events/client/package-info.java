/** A small Kafka client: send a command, await its result; topics; the Kafka form of the envelope. */
@NullMarked
package org.buyledger.events.client;

import org.jspecify.annotations.NullMarked;
