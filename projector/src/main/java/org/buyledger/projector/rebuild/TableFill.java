package org.buyledger.projector.rebuild;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
import org.jooq.TableRecord;

/**
 * One table while the log is folded: each row in memory, or in the spill when it was not touched for long, until there are no
 * more events; then each is copied once. Rows that are only ever added are copied at once. All of them are kept in the form in
 * which they are copied, which takes a fifth of what they take as objects. For one thread.
 */
final class TableFill<R extends TableRecord<R>> {
    private static final int CHUNK_ROWS = 5_000;
    private static final long CHUNK_BYTES = 2L << 20;
    /** What a group takes beside its rows, about: the key with its texts, and the map's own. */
    private static final int OVERHEAD = 300;
    /** And a row beside its bytes. */
    private static final int ROW = 24;

    private final int number;
    private final Projection<R> projection;
    private final Tally tally;
    private final RowCopy copy;
    private final RowCodec<R> codec;
    private final Copier copier;
    private final Spill spill;
    /** The one that was not touched for the longest time is the first. */
    private final Map<RowKey, List<byte[]>> groups = new LinkedHashMap<>(1024, 0.75f, true);

    private List<byte[]> ready = new ArrayList<>();
    private long readyBytes;
    private long bytes;

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
        copy = new RowCopy(projection.table());
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
            projection.project(List.of(), event).forEach(row -> emit(codec.encode(row)));
            return;
        }
        List<byte[]> known = groups.get(key);
        List<byte[]> before = known == null ? read(key, event) : known;
        List<R> rows = new ArrayList<>(before.size());
        IdentityHashMap<R, byte[]> written = new IdentityHashMap<>();
        for (byte[] row : before) {
            R decoded = codec.decode(row);
            rows.add(decoded);
            written.put(decoded, row);
        }
        List<byte[]> after = new ArrayList<>();
        for (R row : projection.project(rows, event)) {
            byte[] same = row.modified() ? null : written.get(row);
            after.add(same == null ? codec.encode(row) : same);
        }
        groups.put(key, after);
        bytes += weight(after) - (known == null ? 0 : weight(known));
    }

    private List<byte[]> read(RowKey key, Recorded<Event> event) {
        if (spill.isEmpty() || projection.begins(event.event())) {
            return List.of();
        }
        byte[] rows = spill.get(number, key);
        return rows == null ? List.of() : parted(rows);
    }

    /** Puts those away that were not touched for the longest time, until the rest takes so much memory. */
    void spill(long most) {
        Iterator<Map.Entry<RowKey, List<byte[]>>> eldest = groups.entrySet().iterator();
        while (bytes > most && eldest.hasNext()) {
            Map.Entry<RowKey, List<byte[]>> entry = eldest.next();
            spill.put(number, entry.getKey(), joined(entry.getValue()));
            bytes -= weight(entry.getValue());
            eldest.remove();
        }
    }

    /** Each after its length. */
    private static byte[] joined(List<byte[]> rows) {
        ByteBuffer bytes = ByteBuffer.allocate(
                rows.stream().mapToInt(row -> Integer.BYTES + row.length).sum());
        rows.forEach(row -> bytes.putInt(row.length).put(row));
        return bytes.array();
    }

    private static List<byte[]> parted(byte[] bytes) {
        List<byte[]> rows = new ArrayList<>();
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            byte[] row = new byte[left.getInt()];
            left.get(row);
            rows.add(row);
        }
        return rows;
    }

    /** Copies all rows; there are no more events. */
    void finish() {
        // What is in memory is newer than what the spill has of it.
        spill.forEach(number, (key, rows) -> {
            if (!groups.containsKey(key)) {
                parted(rows).forEach(this::emit);
            }
        });
        Iterator<List<byte[]>> left = groups.values().iterator();
        while (left.hasNext()) {
            left.next().forEach(this::emit);
            left.remove();
        }
        bytes = 0;
        flush();
    }

    private void emit(byte[] row) {
        ready.add(row);
        readyBytes += row.length;
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

    private static long weight(List<byte[]> rows) {
        long weight = OVERHEAD;
        for (byte[] row : rows) {
            weight += row.length + ROW;
        }
        return weight;
    }
}
