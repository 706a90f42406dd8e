package org.buyledger.command.topology;

import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.buyledger.command.ledger.Store;
import org.jspecify.annotations.Nullable;

/** The ledger's store in Kafka Streams: local, and in a changelog topic, in the transaction of what is written. */
final class StreamsStore implements Store {
    private final KeyValueStore<Bytes, byte[]> store;

    StreamsStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte @Nullable [] get(String key) {
        return store.get(bytes(key));
    }

    @Override
    public void put(String key, byte[] value) {
        store.put(bytes(key), value);
    }

    @Override
    public void delete(String key) {
        store.delete(bytes(key));
    }

    @Override
    public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
        Bytes end = bytes(to);
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(bytes(from), end)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                // The store's range includes its end.
                if (entry.key.compareTo(end) >= 0
                        || !visitor.test(new String(entry.key.get(), StandardCharsets.UTF_8), entry.value)) {
                    return;
                }
            }
        }
    }
}
