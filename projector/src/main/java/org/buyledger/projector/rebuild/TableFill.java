package org.buyledger.projector.rebuild;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.RowCodec;
import org.buyledger.projector.runner.RowCopy;
import org.buyledger.projector.runner.RowKey;
import org.jooq.JSONB;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/**
 * One table while the log is folded: each row in memory, or in the spill when it was not touched for long, until there are no
 * more events; then each is copied once. Rows that are only ever added are copied at once. For one thread.
 */
final class TableFill<R extends TableRecord<R>> {
    private static final int CHUNK_ROWS = 5_000;
    private static final long CHUNK_BYTES = 4L << 20;
    /** Of an object with its header and its place in a list, about. */
    private static final int OBJECT = 40;

    private final int number;
    private final Projection<R> projection;
    private final Tally tally;
    private final RowCopy<R> copy;
    private final RowCodec<R> codec;
    private final Copier copier;
    private final Spill spill;
    /** The one that was not touched for the longest time is the first. */
    private final Map<RowKey, Group<R>> groups = new LinkedHashMap<>(1024, 0.75f, true);

    private List<R> ready = new ArrayList<>();
    private long readyBytes;
    private long bytes;

    private record Group<R>(List<R> rows, long bytes) {}

    /**
     * A table.
     *
     * @param number one for each table of a rebuild
     */
    TableFill(int number, Projection<R> projection, Tally tally, Copier copier, Spill spill) {
        this.number = number;
        this.projection = projection;
        this.tally = tally;
        this.copier = copier;
        this.spill = spill;
        copy = new RowCopy<>(projection.table());
        codec = new RowCodec<>(projection.table());
    }

    boolean isAboutEvents() {
        return projection.isAboutEvents();
    }

    String name() {
        return projection.table().getName();
    }

    /** How much memory its rows take, about. */
    long bytes() {
        return bytes;
    }

    void apply(Recorded<Event> event) {
        RowKey key = projection.key(event).orElse(null);
        if (key == null) {
            return;
        }
        if (projection.appendsOnly()) {
            projection.project(List.of(), event).forEach(this::emit);
            return;
        }
        Group<R> before = groups.get(key);
        List<R> after = projection.project(before == null ? read(key, event) : before.rows(), event);
        Group<R> group = new Group<>(after, weight(key, after));
        groups.put(key, group);
        bytes += group.bytes() - (before == null ? 0 : before.bytes());
    }

    private List<R> read(RowKey key, Recorded<Event> event) {
        if (spill.isEmpty() || projection.begins(event.event())) {
            return List.of();
        }
        byte[] rows = spill.get(number, key);
        return rows == null ? List.of() : rows(rows);
    }

    /** Puts those away that were not touched for the longest time, until the rest takes so much memory. */
    void spill(long most) {
        Iterator<Map.Entry<RowKey, Group<R>>> eldest = groups.entrySet().iterator();
        while (bytes > most && eldest.hasNext()) {
            Map.Entry<RowKey, Group<R>> entry = eldest.next();
            spill.put(number, entry.getKey(), bytes(entry.getValue().rows()));
            bytes -= entry.getValue().bytes();
            eldest.remove();
        }
    }

    /** Each after its length. */
    private byte[] bytes(List<R> rows) {
        List<byte[]> encoded = rows.stream().map(codec::encode).toList();
        ByteBuffer bytes = ByteBuffer.allocate(
                encoded.stream().mapToInt(row -> Integer.BYTES + row.length).sum());
        encoded.forEach(row -> bytes.putInt(row.length).put(row));
        return bytes.array();
    }

    private List<R> rows(byte[] bytes) {
        List<R> rows = new ArrayList<>();
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            byte[] row = new byte[left.getInt()];
            left.get(row);
            rows.add(codec.decode(row));
        }
        return rows;
    }

    /** Copies all rows; there are no more events. */
    void finish() {
        // What is in memory is newer than what the spill has of it.
        spill.forEach(number, (key, rows) -> {
            if (!groups.containsKey(key)) {
                rows(rows).forEach(this::emit);
            }
        });
        Iterator<Group<R>> left = groups.values().iterator();
        while (left.hasNext()) {
            left.next().rows().forEach(this::emit);
            left.remove();
        }
        bytes = 0;
        flush();
    }

    private void emit(R row) {
        ready.add(row);
        readyBytes += weight(row);
        if (ready.size() >= CHUNK_ROWS || readyBytes >= CHUNK_BYTES) {
            flush();
        }
    }

    private void flush() {
        if (!ready.isEmpty()) {
            copier.copy(copy, tally, ready);
            ready = new ArrayList<>();
            readyBytes = 0;
        }
    }

    private long weight(RowKey key, List<R> rows) {
        long weight = 4 * OBJECT;
        for (String value : key.values()) {
            weight += weight(value);
        }
        for (R row : rows) {
            weight += weight(row);
        }
        return weight;
    }

    private long weight(R row) {
        int columns = row.size();
        // The record has each value twice: as it is and as it was.
        long weight = 3 * OBJECT + 8L * columns;
        for (int i = 0; i < columns; i++) {
            weight += weight(row.get(i));
        }
        return weight;
    }

    private static long weight(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> OBJECT + text.length();
            case JSONB json -> 2 * OBJECT + json.data().length();
            case String[] texts -> OBJECT * (1L + texts.length);
            default -> OBJECT / 2;
        };
    }
}
