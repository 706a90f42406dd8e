package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.DSLContext;
import org.jooq.TableRecord;

/** One table during one batch: reads the rows that the batch touches, folds in memory, writes what has changed. */
final class TableFold<R extends TableRecord<R>> {
    private final Projection<R> projection;
    private final String table;
    private final TableWriter<R> writer;
    private final RowCodec<R> codec;

    TableFold(Projection<R> projection) {
        this.projection = projection;
        table = projection.table().getName();
        writer = new TableWriter<>(projection.table(), projection.group());
        codec = new RowCodec<>(projection.table());
    }

    /**
     * What a batch comes to, to be written once all tables have been folded.
     *
     * @param added rows that were not there
     * @param changed rows that were there
     * @param removed of rows that were there, the keys
     * @param groups all rows of the groups that were touched, where they are worth remembering
     */
    record Folded<R extends TableRecord<R>>(
            TableFold<R> fold, List<R> added, List<R> changed, List<R> removed, Map<RowKey, List<R>> groups) {
        void delete(DSLContext sql) {
            fold.writer.delete(sql, removed);
        }

        /** Writes rows that are there, or not, as the position says. */
        void put(DSLContext sql) {
            fold.writer.insert(sql, added);
            fold.writer.upsert(sql, changed);
        }

        /** The same where rows may be there that the position does not know of. */
        void putAgain(DSLContext sql) {
            if (fold.projection.appendsOnly()) {
                fold.writer.append(sql, added);
            } else {
                fold.writer.upsert(sql, added);
            }
            fold.writer.upsert(sql, changed);
        }

        /** Keeps the rows, once they are committed. */
        void remember(RowCache cache) {
            groups.forEach((key, rows) -> cache.put(
                    fold.table, key, rows.stream().map(fold.codec::encode).toList()));
        }
    }

    /** An event, and the group that it touches. */
    private record Touch(RowKey key, Recorded<Event> event) {}

    String table() {
        return table;
    }

    boolean isAboutEvents() {
        return projection.isAboutEvents();
    }

    /** Whether an event goes into the table; so it does where even that cannot be told. */
    boolean isTouchedBy(Recorded<Event> event) {
        try {
            return projection.key(event).isPresent();
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** @param failures gets the events that cannot be folded; what is returned is of no use then */
    Folded<R> fold(DSLContext sql, List<Recorded<Event>> events, RowCache cache, List<FoldFailed.Failure> failures) {
        Attempts attempts = new Attempts(failures);
        List<Touch> touches = touches(events, attempts);
        if (projection.appendsOnly()) {
            return append(touches, attempts);
        }
        Map<RowKey, List<R>> groups = read(sql, touches, cache);
        Map<RowKey, Set<List<Object>>> before = keys(groups);
        for (Touch touch : touches) {
            attempts.on(
                    touch.event(),
                    () -> groups.put(
                            touch.key(),
                            projection.project(groups.getOrDefault(touch.key(), List.of()), touch.event())));
        }
        return compare(groups, before);
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

    private List<Touch> touches(List<Recorded<Event>> events, Attempts attempts) {
        List<Touch> touches = new ArrayList<>();
        for (Recorded<Event> event : events) {
            attempts.on(event, () -> projection.key(event).ifPresent(key -> touches.add(new Touch(key, event))));
        }
        return touches;
    }

    private Folded<R> append(List<Touch> touches, Attempts attempts) {
        List<R> added = new ArrayList<>(touches.size());
        for (Touch touch : touches) {
            attempts.on(touch.event(), () -> added.addAll(projection.project(List.of(), touch.event())));
        }
        return new Folded<>(this, added, List.of(), List.of(), Map.of());
    }

    /** The groups as they are, those that are just beginning left out. */
    private Map<RowKey, List<R>> read(DSLContext sql, List<Touch> touches, RowCache cache) {
        Map<RowKey, List<R>> groups = new LinkedHashMap<>();
        Set<RowKey> met = new HashSet<>();
        Set<RowKey> there = new LinkedHashSet<>();
        for (Touch touch : touches) {
            RowKey key = touch.key();
            if (met.add(key) && !projection.begins(touch.event().event())) {
                List<byte[]> known = cache.get(table, key);
                if (known == null) {
                    there.add(key);
                } else {
                    groups.put(key, decode(known));
                }
            }
        }
        if (!there.isEmpty()) {
            for (R row : writer.select(sql, there)) {
                groups.computeIfAbsent(writer.groupOf(row), key -> new ArrayList<>())
                        .add(row);
            }
        }
        return groups;
    }

    private List<R> decode(List<byte[]> rows) {
        List<R> decoded = new ArrayList<>(rows.size());
        rows.forEach(row -> decoded.add(codec.decode(row)));
        return decoded;
    }

    /** The primary keys of the groups that have rows. */
    private Map<RowKey, Set<List<Object>>> keys(Map<RowKey, List<R>> groups) {
        Map<RowKey, Set<List<Object>>> keys = new HashMap<>();
        groups.forEach((group, rows) -> {
            if (!rows.isEmpty()) {
                keys.put(group, rows.stream().map(writer::keyOf).collect(Collectors.toSet()));
            }
        });
        return keys;
    }

    private Folded<R> compare(Map<RowKey, List<R>> groups, Map<RowKey, Set<List<Object>>> before) {
        List<R> added = new ArrayList<>();
        List<R> changed = new ArrayList<>();
        List<R> removed = new ArrayList<>();
        groups.forEach((group, rows) -> {
            Set<List<Object>> there = before.get(group);
            if (there == null) {
                added.addAll(rows);
                return;
            }
            for (R row : rows) {
                if (!there.remove(writer.keyOf(row))) {
                    added.add(row);
                } else if (row.modified()) {
                    changed.add(row);
                }
            }
            there.forEach(key -> removed.add(writer.rowOf(key)));
        });
        return new Folded<>(this, added, changed, removed, groups);
    }
}
