package org.buyledger.command.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.buyledger.events.HashChain;

/**
 * The end of a tenant's ledger.
 *
 * @param sequence the number of its last event, 0 before the first
 * @param at when that was
 * @param hash its hash
 */
record Head(long sequence, Instant at, String hash) {
    static final Head BEFORE_ALL = new Head(0, Instant.EPOCH, HashChain.GENESIS);
    private static final int HASH_BYTES = 32;

    byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES + HASH_BYTES)
                .putLong(sequence)
                .putLong(at.toEpochMilli())
                .put(HexFormat.of().parseHex(hash))
                .array();
    }

    static Head of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long sequence = buffer.getLong();
        Instant at = Instant.ofEpochMilli(buffer.getLong());
        byte[] hash = new byte[HASH_BYTES];
        buffer.get(hash);
        return new Head(sequence, at, HexFormat.of().formatHex(hash));
    }
}
