package org.buyledger.command.ledger;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Bytes by key, in the order of the keys. What the ledger is kept in: Kafka Streams' store, or a map in tests. */
public interface Store {
    byte @Nullable [] get(String key);

    void put(String key, byte[] value);

    void delete(String key);

    /**
     * Visits the entries from one key (inclusive) to another (exclusive), in order, until the visitor returns false. The
     * store must not be changed meanwhile.
     */
    void scan(String from, String to, BiPredicate<String, byte[]> visitor);
}
