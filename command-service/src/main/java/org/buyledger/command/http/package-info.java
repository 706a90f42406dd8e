/** Commands over HTTP, for senders without a Kafka client: onto the topic, and their results back. */
@NullMarked
package org.buyledger.command.http;

import org.jspecify.annotations.NullMarked;
