package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DefaultConfiguration;

/**
 * The statements for many rows of one table. A column's values travel as one array of texts, so that a statement is the same
 * whatever the number of rows, and the server plans it once; or all rows come by COPY.
 *
 * @param select the rows of groups, in the order of the primary key; an array for each column of the group
 * @param insert adds rows; an array for each column
 * @param append the same, and leaves rows of the same primary key as they are
 * @param upsert the same, and replaces rows of the same primary key
 * @param stage makes the temporary table {@link #STAGED} of the same columns
 * @param upsertStaged adds and replaces by the rows of that table
 * @param delete removes rows; an array for each column of the primary key
 */
record TableStatements(
        String select, String insert, String append, String upsert, String stage, String upsertStaged, String delete) {
    static final String STAGED = "staged";
    static final String DROP_STAGED = "DROP TABLE " + STAGED;

    private static final Configuration POSTGRES = new DefaultConfiguration().set(SQLDialect.POSTGRES);

    static TableStatements of(Table<?> table, List<Field<?>> group) {
        String name = '"' + table.getName() + '"';
        List<Field<?>> columns = List.of(table.fields());
        List<Field<?>> key =
                List.copyOf(Objects.requireNonNull(table.getPrimaryKey()).getFields());
        List<Field<?>> others = new ArrayList<>(columns);
        others.removeAll(key);
        String conflict = "ON CONFLICT (%s) DO ".formatted(names(key));
        String replace = others.stream()
                .map(column -> "%s = excluded.%s".formatted(quoted(column), quoted(column)))
                .collect(Collectors.joining(", ", "UPDATE SET ", ""));
        String into = "INSERT INTO %s (%s) SELECT ".formatted(name, names(columns));
        String insert = "%s%s FROM %s ".formatted(into, casts(columns), unnest(columns.size()));
        return new TableStatements(
                "SELECT %s FROM %s WHERE (%s) IN (SELECT %s FROM %s) ORDER BY %s"
                        .formatted(names(columns), name, names(group), casts(group), unnest(group.size()), names(key)),
                insert,
                insert + conflict + "NOTHING",
                insert + conflict + replace,
                "CREATE TEMPORARY TABLE %s AS SELECT %s FROM %s WITH NO DATA".formatted(STAGED, names(columns), name),
                "%s%s FROM %s %s%s".formatted(into, names(columns), STAGED, conflict, replace),
                "DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s)"
                        .formatted(name, names(key), casts(key), unnest(key.size())));
    }

    private static String names(List<Field<?>> columns) {
        return columns.stream().map(TableStatements::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(Field<?> column) {
        return '"' + column.getName() + '"';
    }

    private static String casts(List<Field<?>> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i ->
                        "u.c%d::%s".formatted(i, columns.get(i).getDataType().getCastTypeName(POSTGRES)))
                .collect(Collectors.joining(", "));
    }

    /** Rows out of one text array for each column. */
    private static String unnest(int columns) {
        String arrays = IntStream.range(0, columns).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "));
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "unnest(%s) AS u(%s)".formatted(arrays, names);
    }
}
