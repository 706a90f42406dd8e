package org.buyledger.projector.runner;

import java.util.List;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** How much heap rows take as objects, about, in bytes. */
final class RowWeight {
    /** Of an object with its header and its place in a list, about. */
    private static final int OBJECT = 40;

    private RowWeight() {}

    /** Of a group of rows, with its key and its place in a map. */
    static long of(RowKey key, List<? extends Record> rows) {
        long weight = 4 * OBJECT;
        for (String value : key.values()) {
            weight += of(value);
        }
        for (Record row : rows) {
            weight += of(row);
        }
        return weight;
    }

    static long of(Record row) {
        int columns = row.size();
        // The record has each value twice: as it is and as it was.
        long weight = 3 * OBJECT + 8L * columns;
        for (int i = 0; i < columns; i++) {
            weight += of(row.get(i));
        }
        return weight;
    }

    private static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> OBJECT + text.length();
            case JSONB json -> 2 * OBJECT + json.data().length();
            case String[] texts -> OBJECT * (1L + texts.length);
            default -> OBJECT / 2;
        };
    }
}
