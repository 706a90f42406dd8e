package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.DSLContext;
import org.jooq.TableRecord;

/**
 * What one transaction does to one table. The rows that its events touch are read when one first does, folded in memory however
 * often they are touched, and written once, at the end; rows that are only ever added are written as they come.
 */
final class TableChanges<R extends TableRecord<R>> {
    private final Projection<R> projection;
    private final String table;
    private final TableWriter<R> writer;
    private final RowCodec<R> codec;
    private final RowCache cache;
    private final boolean again;

    private final Map<RowKey, Group<R>> groups = new LinkedHashMap<>();
    private final BinaryBuffer buffer = new BinaryBuffer(4096);
    private long bytes;
    /** Rows that are only ever added, and are not written yet. */
    private List<TableWriter.Row<R>> appended = new ArrayList<>();
    /** Of rows that were there and are to go, the keys. */
    private final List<R> removed = new ArrayList<>();

    /**
     * Nothing is changed yet.
     *
     * @param cache what is known of the rows that are there
     * @param again whether rows may be there that the position does not know of
     */
    TableChanges(Projection<R> projection, TableWriter<R> writer, RowCodec<R> codec, RowCache cache, boolean again) {
        this.projection = projection;
        table = projection.table().getName();
        this.writer = writer;
        this.codec = codec;
        this.cache = cache;
        this.again = again;
    }

    /** Rows that belong together. */
    private static final class Group<R> {
        private List<R> rows = List.of();
        /** The primary keys of those that the table has. */
        private Set<List<Object>> there = Set.of();
        /** Whether the heap that it takes is counted. */
        private boolean isWeighed;
        /** The rows as they were written. */
        private List<byte[]> written = List.of();
    }

    /** An event, and the group that it touches. */
    private record Touch<R>(RowKey key, Group<R> group, Recorded<Event> event) {}

    boolean isAboutEvents() {
        return projection.isAboutEvents();
    }

    /** The heap that it takes, about. */
    long bytes() {
        return bytes;
    }

    /** @param failures gets the events that cannot be folded; the whole transaction is of no use then */
    void fold(DSLContext sql, List<Recorded<Event>> events, List<FoldFailed.Failure> failures) {
        Attempts attempts = new Attempts(failures);
        if (projection.appendsOnly()) {
            events.forEach(event -> attempts.on(event, () -> append(event)));
            return;
        }
        List<Touch<R>> touches = new ArrayList<>();
        Map<RowKey, Group<R>> unknown = new LinkedHashMap<>();
        for (Recorded<Event> event : events) {
            attempts.on(
                    event,
                    () -> projection.key(event).ifPresent(key -> {
                        touches.add(new Touch<>(key, group(key, event, unknown), event));
                    }));
        }
        read(sql, unknown);
        for (Touch<R> touch : touches) {
            attempts.on(touch.event(), () -> fold(touch));
        }
    }

    private void append(Recorded<Event> event) {
        if (projection.key(event).isPresent()) {
            for (R row : projection.project(List.of(), event)) {
                appended.add(row(row));
                bytes += RowWeight.of(row);
            }
        }
    }

    /** The group that an event touches; one whose rows have to be read first is added to those. */
    private Group<R> group(RowKey key, Recorded<Event> event, Map<RowKey, Group<R>> unknown) {
        Group<R> group = groups.get(key);
        if (group == null) {
            group = new Group<>();
            groups.put(key, group);
            if (!projection.begins(event.event())) {
                List<byte[]> known = cache.get(table, key);
                if (known == null) {
                    unknown.put(key, group);
                } else {
                    found(group, decode(known));
                }
            }
        }
        return group;
    }

    private void read(DSLContext sql, Map<RowKey, Group<R>> unknown) {
        if (!unknown.isEmpty()) {
            Map<RowKey, List<R>> read = new LinkedHashMap<>();
            for (R row : writer.select(sql, unknown.keySet())) {
                read.computeIfAbsent(writer.groupOf(row), key -> new ArrayList<>())
                        .add(row);
            }
            read.forEach((key, rows) -> found(Objects.requireNonNull(unknown.get(key)), rows));
        }
    }

    private void found(Group<R> group, List<R> rows) {
        group.rows = rows;
        if (!rows.isEmpty()) {
            group.there = new HashSet<>();
            rows.forEach(row -> group.there.add(writer.keyOf(row)));
        }
    }

    private List<R> decode(List<byte[]> rows) {
        List<R> decoded = new ArrayList<>(rows.size());
        rows.forEach(row -> decoded.add(codec.decode(row)));
        return decoded;
    }

    private void fold(Touch<R> touch) {
        Group<R> group = touch.group();
        group.rows = projection.project(group.rows, touch.event());
        // Most later events replace what is there, and can add no more than they have.
        bytes += group.isWeighed ? touch.event().json().length() : RowWeight.of(touch.key(), group.rows);
        group.isWeighed = true;
    }

    /** The first failure of each object is told, and its later events are left alone. */
    private final class Attempts {
        private final List<FoldFailed.Failure> failures;
        private final Set<Parked.ObjectId> failed = new HashSet<>();

        Attempts(List<FoldFailed.Failure> failures) {
            this.failures = failures;
        }

        void on(Recorded<Event> event, Runnable fold) {
            if (!failed.isEmpty() && failed.contains(Parked.ObjectId.of(event))) {
                return;
            }
            try {
                fold.run();
            } catch (RuntimeException e) {
                if (projection.isAboutEvents()) {
                    throw e;
                }
                failed.add(Parked.ObjectId.of(event));
                failures.add(new FoldFailed.Failure(event, table, e));
            }
        }
    }

    private TableWriter.Row<R> row(R row) {
        return new TableWriter.Row<>(row, codec.encode(buffer, row));
    }

    /** Writes what has been added to a table about events, whose rows point to no others; others wait for those. */
    void writeEvents(DSLContext sql) {
        if (projection.isAboutEvents() && projection.appendsOnly()) {
            writeAppended(sql);
            bytes = 0;
        }
    }

    private void writeAppended(DSLContext sql) {
        if (again) {
            writer.append(sql, appended);
        } else {
            writer.insert(sql, appended);
        }
        appended = new ArrayList<>();
    }

    /** Takes away what is to go; no row may come before, in any table. */
    void delete(DSLContext sql) {
        for (Group<R> group : groups.values()) {
            if (!group.there.isEmpty() && !(writer.isGroupOfOne() && group.rows.size() == 1)) {
                Set<List<Object>> gone = new HashSet<>(group.there);
                group.rows.forEach(row -> gone.remove(writer.keyOf(row)));
                gone.forEach(key -> removed.add(writer.rowOf(key)));
            }
        }
        writer.delete(sql, removed);
    }

    /** Writes what is there now, in the order of foreign keys. */
    void write(DSLContext sql) {
        writeAppended(sql);
        List<TableWriter.Row<R>> added = new ArrayList<>();
        List<TableWriter.Row<R>> changed = new ArrayList<>();
        for (Group<R> group : groups.values()) {
            List<byte[]> written = new ArrayList<>(group.rows.size());
            for (R row : group.rows) {
                TableWriter.Row<R> one = row(row);
                written.add(one.bytes());
                if (!wasThere(group, row)) {
                    added.add(one);
                } else if (row.modified()) {
                    changed.add(one);
                }
            }
            group.written = written;
        }
        if (again) {
            writer.upsert(sql, added);
        } else {
            writer.insert(sql, added);
        }
        writer.upsert(sql, changed);
    }

    private boolean wasThere(Group<R> group, R row) {
        return !group.there.isEmpty() && (writer.isGroupOfOne() || group.there.contains(writer.keyOf(row)));
    }

    /** Keeps the rows, once they are committed. */
    void remember() {
        groups.forEach((key, group) -> cache.put(table, key, group.written));
    }
}
