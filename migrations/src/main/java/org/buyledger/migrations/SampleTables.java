package org.buyledger.migrations;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has to be known of tables to put rows into them. */
final class SampleTables {
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    private static final String COLUMNS = """
            SELECT quote_ident(c.relname), a.attname, quote_ident(a.attname),
                   format_type(coalesce(nullif(t.typbasetype, 0), t.oid), a.atttypmod), NOT a.attnotnull,
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              JOIN pg_type t ON t.oid = a.atttypid
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND a.attgenerated = '' AND a.attidentity = ''
             ORDER BY c.relname, a.attnum""";

    private static final String CONSTRAINTS = """
            SELECT quote_ident(c.relname), o.conname, pg_get_constraintdef(o.oid), o.confrelid <> 0,
                   (SELECT quote_ident(f.relname) FROM pg_class f WHERE f.oid = o.confrelid),
                   ARRAY(SELECT a.attname::text FROM unnest(o.conkey) WITH ORDINALITY k (num, place)
                           JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.num ORDER BY k.place),
                   ARRAY(SELECT quote_ident(a.attname) FROM unnest(o.confkey) WITH ORDINALITY k (num, place)
                           JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.num ORDER BY k.place)
              FROM pg_constraint o
              JOIN pg_class c ON c.oid = o.conrelid
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             ORDER BY c.relname, o.conname""";

    private SampleTables() {}

    /**
     * A column that can be given a value.
     *
     * @param labels of an enum; else none
     */
    record Column(String name, String quoted, String type, boolean nullable, List<String> labels) {}

    /**
     * A constraint.
     *
     * @param referred the table of a foreign key; null for all others
     */
    record Constraint(
            String name,
            String definition,
            List<String> columns,
            @Nullable String referred,
            List<String> referredColumns) {}

    /** A table, its name quoted where it has to be. */
    record Table(String name, List<Column> columns, List<Constraint> constraints) {
        /** What the constraints of a column mention, which is often what they allow. */
        List<String> literals(String column) {
            List<String> found = new ArrayList<>();
            for (Constraint one : constraints) {
                if (one.columns().contains(column)) {
                    LITERAL.matcher(one.definition()).results().forEach(match -> found.add(match.group(1)));
                }
            }
            return found;
        }
    }

    /** The tables of the connection's schema but the migrator's own, each after those that it refers to. */
    static List<Table> read(Connection connection) throws SQLException {
        Map<String, Table> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), name -> new Table(name, new ArrayList<>(), new ArrayList<>()))
                        .columns()
                        .add(new Column(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                texts(row, 6)));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONSTRAINTS)) {
            while (row.next()) {
                Table table = tables.get(row.getString(1));
                if (table != null) {
                    table.constraints()
                            .add(new Constraint(
                                    row.getString(2),
                                    row.getString(3),
                                    texts(row, 6),
                                    row.getBoolean(4) ? row.getString(5) : null,
                                    texts(row, 7)));
                }
            }
        }
        Scratch.OURS.forEach(tables::remove);
        return inOrder(tables);
    }

    private static List<Table> inOrder(Map<String, Table> tables) {
        List<Table> ordered = new ArrayList<>();
        Map<String, Table> left = new TreeMap<>(tables);
        while (!left.isEmpty()) {
            Table next = left.values().stream()
                    .filter(table -> table.constraints().stream()
                            .map(Constraint::referred)
                            .noneMatch(
                                    other -> other != null && !other.equals(table.name()) && left.containsKey(other)))
                    .findFirst()
                    // Tables that refer to each other: one has to begin, with nothing in its columns.
                    .orElseGet(() -> left.values().iterator().next());
            left.remove(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
