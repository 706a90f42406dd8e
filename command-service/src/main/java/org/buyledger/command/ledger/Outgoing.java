package org.buyledger.command.ledger;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to write in the transaction of the command that caused it.
 *
 * @param topic one of {@link org.buyledger.events.Topics}
 * @param key the tenant's id; null where there is none to tell
 * @param timestamp in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
public record Outgoing(String topic, byte @Nullable [] key, byte[] value, Headers headers, long timestamp) {}
