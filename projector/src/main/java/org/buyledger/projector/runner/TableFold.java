package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.DSLContext;
import org.jooq.TableRecord;

/** One table during one batch: reads the rows that the batch touches, folds in memory, writes what has changed. */
final class TableFold<R extends TableRecord<R>> {
    private final Projection<R> projection;
    private final TableWriter<R> writer;

    TableFold(Projection<R> projection) {
        this.projection = projection;
        this.writer = new TableWriter<>(projection.table(), projection.group());
    }

    /** What a batch comes to, to be written once all tables have been folded. */
    record Folded<R extends TableRecord<R>>(TableWriter<R> writer, boolean appends, List<R> put, List<R> removed) {
        void delete(DSLContext sql) {
            writer.delete(sql, removed);
        }

        void put(DSLContext sql) {
            if (appends) {
                writer.append(sql, put);
            } else {
                writer.upsert(sql, put);
            }
        }
    }

    /** An event, and the group that it touches. */
    private record Touch(RowKey key, Recorded<Event> event) {}

    Folded<R> fold(DSLContext sql, List<Recorded<Event>> events) {
        List<Touch> touches = touches(events);
        Map<RowKey, List<R>> groups = read(sql, touches);
        Set<List<Object>> before = keys(groups);
        for (Touch touch : touches) {
            groups.put(touch.key(), projection.project(groups.getOrDefault(touch.key(), List.of()), touch.event()));
        }
        return compare(groups, before);
    }

    private List<Touch> touches(List<Recorded<Event>> events) {
        List<Touch> touches = new ArrayList<>();
        for (Recorded<Event> event : events) {
            projection.key(event).ifPresent(key -> touches.add(new Touch(key, event)));
        }
        return touches;
    }

    private Map<RowKey, List<R>> read(DSLContext sql, List<Touch> touches) {
        Map<RowKey, List<R>> groups = new LinkedHashMap<>();
        if (projection.appendsOnly()) {
            return groups;
        }
        Set<RowKey> met = new HashSet<>();
        Set<RowKey> there = new LinkedHashSet<>();
        for (Touch touch : touches) {
            if (met.add(touch.key()) && !projection.begins(touch.event().event())) {
                there.add(touch.key());
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

    private Set<List<Object>> keys(Map<RowKey, List<R>> groups) {
        Set<List<Object>> keys = new HashSet<>();
        groups.values().forEach(rows -> rows.forEach(row -> keys.add(writer.keyOf(row))));
        return keys;
    }

    private Folded<R> compare(Map<RowKey, List<R>> groups, Set<List<Object>> before) {
        List<R> put = new ArrayList<>();
        Set<List<Object>> gone = new HashSet<>(before);
        for (List<R> rows : groups.values()) {
            for (R row : rows) {
                gone.remove(writer.keyOf(row));
                if (row.modified()) {
                    put.add(row);
                }
            }
        }
        return new Folded<>(
                writer,
                projection.appendsOnly(),
                put,
                gone.stream().map(writer::rowOf).toList());
    }
}
