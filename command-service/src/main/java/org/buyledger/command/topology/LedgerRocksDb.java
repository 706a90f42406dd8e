package org.buyledger.command.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * How RocksDB is set beyond what Kafka Streams does. Every new command is looked for twice in vain, under its id and under its
 * idempotency key; a Bloom filter says so for what is still in memory too, as those of the files on disk do.
 */
public final class LedgerRocksDb implements RocksDBConfigSetter {
    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        // The part of a write buffer that the filter may take: for entries of a few hundred bytes some ten bits each.
        options.setMemtablePrefixBloomSizeRatio(0.02);
        options.setMemtableWholeKeyFiltering(true);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing was made that has to be closed.
    }
}
