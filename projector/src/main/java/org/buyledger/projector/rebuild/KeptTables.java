package org.buyledger.projector.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.graph.Refused;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What a rebuild has kept to switch back to.
 *
 * @param tables their names
 * @param positions up to where they are filled, by partition
 */
record KeptTables(List<String> tables, Map<Integer, Long> positions) {
    private static final String POSITIONS = "projection_positions";

    /** Looks for them; refuses where there are none, or where the schema has changed since. */
    static KeptTables find(Database live, Schemas schemas) throws Refused {
        List<String> found =
                live.readOnly(sql -> sql.fetch("""
                        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1""", schemas.kept()).map((Record row) -> row.get(0, String.class)));
        if (!found.contains(POSITIONS)) {
            throw new Refused(
                    "There is nothing to switch back to: no rebuild has kept the old tables. That needs --keep-old.");
        }
        List<String> tables = new ArrayList<>(found);
        tables.remove(POSITIONS);
        List<String> other = live.readOnly(sql -> tables.stream()
                .filter(table -> !columns(sql, schemas.kept(), table).equals(columns(sql, schemas.live(), table)))
                .toList());
        if (!other.isEmpty()) {
            throw new Refused(
                    "The tables in %s were kept before the schema was changed: %s has other columns. Take the revisions back with `buyledger migrate downgrade`, or rebuild."
                            .formatted(schemas.kept(), String.join(", ", other)));
        }
        if (isAnyRetried(live, schemas)) {
            throw new Refused(
                    "Parked events were tried again or discarded since the tables in %s were kept, so they are not what the log makes without the events that are parked now. Rebuild instead."
                            .formatted(schemas.kept()));
        }
        Map<Integer, Long> positions = new TreeMap<>();
        live.readOnly(sql -> sql.fetch(
                        "SELECT partition, next_offset FROM %s.projection_positions WHERE topic = ?"
                                .formatted(Schemas.quoted(schemas.kept())),
                        Topics.EVENTS))
                .forEach((Record row) -> positions.put(row.get(0, Integer.class), row.get(1, Long.class)));
        return new KeptTables(tables, positions);
    }

    /** A switch counts the generation up by one, and whoever tries again or discards by one more. */
    private static boolean isAnyRetried(Database live, Schemas schemas) {
        return live.readOnly(sql -> !sql.fetch(
                        """
                        SELECT FROM %s.projection_positions k JOIN %s.projection_positions l USING (topic, partition)
                        WHERE topic = ? AND l.generation > k.generation + 1""".formatted(Schemas.quoted(schemas.kept()), Schemas.quoted(schemas.live())), Topics.EVENTS)
                .isEmpty());
    }

    private static List<String> columns(DSLContext sql, String schema, String table) {
        return sql.fetch("""
                        SELECT format('%s %s %s', a.attname, a.atttypid::regtype, a.attnotnull)
                        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1""", schema, table).map((Record row) -> row.get(0, String.class));
    }
}
