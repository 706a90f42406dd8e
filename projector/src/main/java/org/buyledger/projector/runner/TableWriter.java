package org.buyledger.projector.runner;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes many rows of one table with one statement each: a column's values travel as one array, so a statement
 * is the same whatever the number of rows, and the server plans it once.
 */
final class TableWriter<R extends TableRecord<R>> {
    private static final Configuration POSTGRES = new DefaultConfiguration().set(SQLDialect.POSTGRES);

    private final Table<R> table;
    private final List<Field<?>> columns;
    private final List<? extends Field<?>> key;
    private final List<Field<?>> group;
    private final String select;
    private final String upsert;
    private final String append;
    private final String delete;

    /**
     * Prepares the statements.
     *
     * @param group the columns by which rows are read together
     */
    TableWriter(Table<R> table, List<Field<?>> group) {
        this.table = table;
        this.group = group;
        columns = List.of(table.fields());
        List<TableField<R, ?>> primaryKey =
                Objects.requireNonNull(table.getPrimaryKey()).getFields();
        key = primaryKey;
        String name = '"' + table.getName() + '"';
        select = "SELECT * FROM %s WHERE (%s) IN (SELECT %s FROM %s) ORDER BY %s"
                .formatted(name, names(group), casts(group), unnest(group.size()), names(key));
        List<Field<?>> others = new ArrayList<>(columns);
        others.removeAll(key);
        String insert = "INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT (%s) DO "
                .formatted(name, names(columns), casts(columns), unnest(columns.size()), names(key));
        append = insert + "NOTHING";
        upsert = insert
                + others.stream()
                        .map(column -> "%s = excluded.%s".formatted(quoted(column), quoted(column)))
                        .collect(Collectors.joining(", ", "UPDATE SET ", ""));
        delete = "DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s)"
                .formatted(name, names(key), casts(key), unnest(key.size()));
    }

    /** The rows of some groups, in the order of the primary key. */
    List<R> select(DSLContext sql, Collection<RowKey> keys) {
        Object[] arrays = new Object[group.size()];
        for (int i = 0; i < arrays.length; i++) {
            int at = i;
            arrays[i] = keys.stream().map(k -> k.values().get(at)).toArray(String[]::new);
        }
        return sql.fetch(select, arrays).into(table);
    }

    /** Adds rows and replaces those of the same primary key. */
    void upsert(DSLContext sql, List<R> rows) {
        write(sql, upsert, columns, rows);
    }

    /** Adds rows, and leaves those of the same primary key as they are. */
    void append(DSLContext sql, List<R> rows) {
        write(sql, append, columns, rows);
    }

    void delete(DSLContext sql, List<R> rows) {
        write(sql, delete, key, rows);
    }

    /** Through JDBC, which sends arrays in binary: jOOQ makes text of them, and the server would have to parse it. */
    private void write(DSLContext sql, String statement, List<? extends Field<?>> values, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.connection(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.size(); i++) {
                    prepared.setArray(i + 1, connection.createArrayOf("text", texts(values.get(i), rows)));
                }
                prepared.executeUpdate();
            } catch (SQLException e) {
                // In the server's words, by which an operator learns why a partition stands still.
                throw new DataAccessException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static <R extends TableRecord<R>> @Nullable Object[] texts(Field<?> column, List<R> rows) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Columns.text(rows.get(i).get(column));
        }
        return texts;
    }

    /** The group that a row belongs to. */
    RowKey groupOf(R row) {
        return new RowKey(group.stream()
                .map(column -> Objects.requireNonNull(Columns.text(row.get(column))))
                .toList());
    }

    /** The primary key of a row. */
    List<Object> keyOf(R row) {
        return key.stream()
                .map(column -> (Object) Objects.requireNonNull(row.get(column)))
                .toList();
    }

    /** A row that has a primary key and nothing else, as deleting one needs it. */
    R rowOf(List<Object> primaryKey) {
        R row = table.newRecord();
        row.fromArray(primaryKey.toArray(), key.toArray(Field<?>[]::new));
        return row;
    }

    private static String names(List<? extends Field<?>> columns) {
        return columns.stream().map(TableWriter::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(Field<?> column) {
        return '"' + column.getName() + '"';
    }

    private static String casts(List<? extends Field<?>> columns) {
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
