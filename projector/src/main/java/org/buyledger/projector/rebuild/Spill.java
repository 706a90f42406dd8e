package org.buyledger.projector.rebuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.buyledger.projector.runner.RowKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Rows that were not touched for long, in files, until an event touches them again or all are copied. Made at the first use;
 * nothing in it outlives the rebuild. For one thread.
 */
final class Spill implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final long BLOCK_CACHE = 32L << 20;
    private static final long WRITE_BUFFER = 32L << 20;

    private final Path folder;
    private final LRUCache blocks = new LRUCache(BLOCK_CACHE);
    private final BloomFilter filter = new BloomFilter(10);
    private final Options options = new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER)
            .setMaxWriteBufferNumber(2)
            .setTableFormatConfig(
                    new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(filter));
    // Whoever crashes begins anew.
    private final WriteOptions unsafe = new WriteOptions().setDisableWAL(true);
    private @Nullable RocksDB store;

    /**
     * A spill.
     *
     * @param folder for its files; made when it is needed
     */
    Spill(Path folder) {
        this.folder = folder;
    }

    boolean isEmpty() {
        return store == null;
    }

    void put(int table, RowKey key, byte[] rows) {
        try {
            store().put(unsafe, bytes(table, key), rows);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    byte @Nullable [] get(int table, RowKey key) {
        try {
            return store == null ? null : store.get(bytes(table, key));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** All of a table, in the order of their keys. */
    void forEach(int table, BiConsumer<RowKey, byte[]> action) {
        if (store == null) {
            return;
        }
        try (RocksIterator at = store.newIterator()) {
            for (at.seek(new byte[] {(byte) table}); at.isValid() && at.key()[0] == (byte) table; at.next()) {
                action.accept(key(at.key()), at.value());
            }
            at.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private RocksDB store() throws RocksDBException {
        RocksDB made = store;
        if (made == null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("The folder for rows that do not fit into memory cannot be made", e);
            }
            made = RocksDB.open(options, folder.toString());
            store = made;
        }
        return made;
    }

    private IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException(
                "Rows that do not fit into memory cannot be kept in %s: %s".formatted(folder, e.getMessage()), e);
    }

    /** The table, and each value after its length, so that no two keys are the same. */
    private static byte[] bytes(int table, RowKey key) {
        byte[][] values = key.values().stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        ByteBuffer bytes = ByteBuffer.allocate(
                1 + Arrays.stream(values).mapToInt(value -> 2 + value.length).sum());
        bytes.put((byte) table);
        for (byte[] value : values) {
            bytes.putShort((short) value.length).put(value);
        }
        return bytes.array();
    }

    private static RowKey key(byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        List<String> values = new java.util.ArrayList<>();
        while (left.hasRemaining()) {
            byte[] value = new byte[Short.toUnsignedInt(left.getShort())];
            left.get(value);
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return RowKey.of(values.toArray(String[]::new));
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
        unsafe.close();
        options.close();
        filter.close();
        blocks.close();
    }
}
