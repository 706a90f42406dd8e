package org.buyledger.migrations.lint;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.migrations.lint.Look.Column;
import org.buyledger.migrations.lint.Look.ColumnId;
import org.buyledger.migrations.lint.Look.Constraint;
import org.buyledger.migrations.lint.Look.Index;
import org.buyledger.migrations.lint.Look.Label;
import org.buyledger.migrations.lint.Look.Lock;
import org.buyledger.migrations.lint.Look.Relation;
import org.jspecify.annotations.Nullable;

/** Looks at a database, without reading any of its tables. */
final class LookReader {
    private static final String OURS =
            "(n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_')";

    private static final String RELATIONS = """
            SELECT c.oid, c.oid::regclass::text, c.relkind, coalesce(pg_relation_filenode(c.oid), 0),
                   coalesce(pg_partition_root(c.oid)::oid, c.oid), c.relispartition, coalesce(pg_relation_size(c.oid), 0)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND
            """ + OURS;

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attnum, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f')
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attnum > 0 AND NOT a.attisdropped AND
            """ + OURS;

    private static final String INDEXES = """
            SELECT i.indexrelid, i.indexrelid::regclass::text, i.indrelid, coalesce(pg_relation_filenode(c.oid), 0),
                   (i.indkey::int2[])[0:i.indnkeyatts - 1], i.indpred IS NOT NULL, c.relispartition
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE
            """ + OURS;

    private static final String CONSTRAINTS = """
            SELECT o.oid, quote_ident(o.conname), o.contype, o.conrelid, o.convalidated, o.conindid, o.conkey,
                   o.conparentid <> 0 OR o.coninhcount > 0
              FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace
             WHERE
            """ + OURS;

    private static final String LABELS = """
            SELECT e.oid, e.enumtypid::regtype::text, e.enumlabel
              FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE
            """ + OURS;

    private static final String LOCKS =
            "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted";

    private static final String SCANS = "SELECT relid, coalesce(seq_scan, 0) FROM pg_stat_xact_user_tables";

    private LookReader() {}

    static Look look(Connection connection) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        Map<ColumnId, Column> columns = new HashMap<>();
        Map<Long, Index> indexes = new HashMap<>();
        Map<Long, Constraint> constraints = new HashMap<>();
        Map<Long, Label> labels = new HashMap<>();
        Map<Long, Long> sizes = new HashMap<>();
        Set<Lock> locks = new HashSet<>();
        Map<Long, Long> scans = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            // First, so that the looks at the others are not among them.
            each(statement, LOCKS, row -> locks.add(new Lock(row.getLong(1), row.getString(2))));
            each(statement, SCANS, row -> scans.put(row.getLong(1), row.getLong(2)));
            each(statement, RELATIONS, row -> {
                relations.put(
                        row.getLong(1),
                        new Relation(
                                row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getBoolean(6)));
                sizes.put(row.getLong(1), row.getLong(7));
            });
            each(
                    statement,
                    COLUMNS,
                    row -> columns.put(
                            new ColumnId(row.getLong(1), row.getInt(2)),
                            new Column(
                                    row.getString(3),
                                    row.getString(4),
                                    row.getBoolean(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8))));
            each(
                    statement,
                    INDEXES,
                    row -> indexes.put(
                            row.getLong(1),
                            new Index(
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    numbers(row.getArray(5)),
                                    row.getBoolean(6),
                                    row.getBoolean(7))));
            each(
                    statement,
                    CONSTRAINTS,
                    row -> constraints.put(
                            row.getLong(1),
                            new Constraint(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getBoolean(5),
                                    row.getLong(6),
                                    numbers(row.getArray(7)),
                                    row.getBoolean(8))));
            each(statement, LABELS, row -> labels.put(row.getLong(1), new Label(row.getString(2), row.getString(3))));
        }
        return new Look(relations, columns, indexes, constraints, labels, sizes, locks, scans);
    }

    /** What is done with a row. */
    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void each(Statement statement, String query, Row take) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                take.take(row);
            }
        }
    }

    private static List<Integer> numbers(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Number[]) array.getArray())
                        .map(Number::intValue)
                        .toList();
    }
}
