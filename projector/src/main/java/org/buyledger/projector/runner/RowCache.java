package org.buyledger.projector.runner;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups of rows of one partition as this instance has written them last, so that they need not be read again: objects are
 * mostly changed soon after they were made. Right only as long as nobody else writes them, so it is emptied whenever that
 * may have been: see {@link Batch}. Bounded by the heap that it takes, whenever it is trimmed. Not safe for
 * use by several threads at once.
 */
final class RowCache {
    /** What an entry takes beside the rows, about: the key with its texts, and the map's own. */
    private static final int OVERHEAD = 300;

    private final LongSupplier most;
    private final LinkedHashMap<Key, List<byte[]>> groups = new LinkedHashMap<>(1024, 0.75F, true);
    private long bytes;
    private @Nullable SchemaVersion version;

    /** @param most bytes of heap that it may take; may change */
    RowCache(LongSupplier most) {
        this.most = most;
    }

    private record Key(String table, RowKey group) {}

    /** The rows of a group, which may be none; null where they are not known. */
    @Nullable
    List<byte[]> get(String table, RowKey group) {
        return groups.get(new Key(table, group));
    }

    void put(String table, RowKey group, List<byte[]> rows) {
        Key key = new Key(table, group);
        List<byte[]> before = groups.put(key, rows);
        bytes += weight(rows) - (before == null ? 0 : weight(before));
    }

    /** Lets those go that were used longest ago, until the others take no more than they may. */
    void trim() {
        long limit = most.getAsLong();
        Iterator<Map.Entry<Key, List<byte[]>>> oldest = groups.entrySet().iterator();
        while (bytes > limit && oldest.hasNext()) {
            bytes -= weight(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long weight(List<byte[]> rows) {
        long weight = OVERHEAD;
        for (byte[] row : rows) {
            weight += row.length + 24;
        }
        return weight;
    }

    void clear() {
        groups.clear();
        bytes = 0;
    }

    /** Empties it when the schema is another than the one that its rows are of, or is just being changed. */
    void at(SchemaVersion now) {
        if (now.isChanging() || !now.equals(version)) {
            clear();
        }
        version = now;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }
}
