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
import org.buyledger.projector.runner.RowWeight;
import org.jooq.TableRecord;

/**
 * One table while the log is folded: each row in memory, or in the spill when it was not touched for long, until there are no
 * more events; then each is copied once. Rows that are only ever added are copied at once. For one thread.
 */
final class TableFill<R extends TableRecord<R>> {
    private static final int CHUNK_ROWS = 5_000;
    private static final long CHUNK_BYTES = 4L << 20;

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

    /** Rows that belong together. */
    private static final class Group<R> {
        private List<R> rows;
        private long bytes;
        /** What events have brought since it was weighed, at most. */
        private long grown;

        Group(List<R> rows) {
            this.rows = rows;
        }
    }

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
        Group<R> group = groups.get(key);
        if (group == null) {
            group = new Group<>(read(key, event));
            groups.put(key, group);
        }
        group.rows = projection.project(group.rows, event);
        weigh(key, group, event.json().length());
    }

    /** Anew only when it may have grown by half: most events replace what is there, and to weigh takes as long as to fold. */
    private void weigh(RowKey key, Group<R> group, int more) {
        group.grown += more;
        if (group.grown > group.bytes / 2) {
            bytes -= group.bytes;
            group.bytes = RowWeight.of(key, group.rows);
            group.grown = 0;
            bytes += group.bytes;
        }
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
            spill.put(number, entry.getKey(), bytes(entry.getValue().rows));
            bytes -= entry.getValue().bytes;
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
            left.next().rows.forEach(this::emit);
            left.remove();
        }
        bytes = 0;
        flush();
    }

    private void emit(R row) {
        ready.add(row);
        readyBytes += RowWeight.of(row);
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
}
