package org.buyledger.projector.runner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of one table, few or many, with one statement each; how depends on how many, as measured. */
final class TableWriter<R extends TableRecord<R>> {
    /** From how many rows on COPY costs less than its two round trips more. */
    private static final int MANY = 50;
    /** From how many rows on it pays to copy them into a table of their own first, which has to be made. */
    private static final int VERY_MANY = 500;

    private final Table<R> table;
    private final List<Field<?>> columns;
    private final List<TableField<R, ?>> key;
    private final List<Field<?>> group;
    private final int[] keyAt;
    private final int[] groupAt;
    private final TableStatements statements;
    private final RowCopy intoTable;
    private final RowCopy intoStaged;

    /**
     * Prepares the statements.
     *
     * @param group the columns by which rows are read together
     */
    TableWriter(Table<R> table, List<Field<?>> group) {
        this.table = table;
        this.group = group;
        columns = List.of(table.fields());
        key = Objects.requireNonNull(table.getPrimaryKey()).getFields();
        keyAt = key.stream().mapToInt(table::indexOf).toArray();
        groupAt = group.stream().mapToInt(table::indexOf).toArray();
        statements = TableStatements.of(table, group);
        intoTable = new RowCopy(table);
        intoStaged = new RowCopy(table, TableStatements.STAGED);
    }

    /** A row to be written. */
    static final class Row<R> {
        private final R row;
        private final byte[] bytes;

        /** @param bytes the same as {@link RowCodec} has it; kept as they are */
        Row(R row, byte[] bytes) {
            this.row = row;
            this.bytes = bytes;
        }

        R row() {
            return row;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** The rows of some groups, in the order of the primary key. */
    List<R> select(DSLContext sql, Collection<RowKey> keys) {
        Object[] arrays = new Object[group.size()];
        for (int i = 0; i < arrays.length; i++) {
            int at = i;
            arrays[i] = keys.stream().map(k -> k.value(at)).toArray(String[]::new);
        }
        return sql.resultQuery(statements.select(), arrays).coerce(table).fetch();
    }

    /**
     * Adds rows that are not there.
     *
     * @throws DataAccessException of the class of {@code unique_violation} when one of them is
     */
    void insert(DSLContext sql, List<Row<R>> rows) {
        if (rows.size() < MANY) {
            write(sql, statements.insert(), columns, plain(rows));
        } else {
            List<byte[]> sorted = sorted(rows);
            attempt(sql, connection -> intoTable.copy(connection, sorted));
        }
    }

    /**
     * In the order of their bytes, so that of an index each page is touched once. It is nearly that of the primary key, whose
     * columns a row begins with; and to compare the values themselves takes many times as long.
     */
    private static <R> List<byte[]> sorted(List<Row<R>> rows) {
        byte[][] sorted = rows.stream().map(Row::bytes).toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return Arrays.asList(sorted);
    }

    private static <R> List<R> plain(List<Row<R>> rows) {
        return rows.stream().map(Row::row).toList();
    }

    /** Adds rows and replaces those of the same primary key. */
    void upsert(DSLContext sql, List<Row<R>> rows) {
        if (rows.size() < VERY_MANY) {
            write(sql, statements.upsert(), columns, plain(rows));
            return;
        }
        List<byte[]> sorted = sorted(rows);
        attempt(sql, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements.stage());
                intoStaged.copy(connection, sorted);
                statement.execute(statements.upsertStaged());
                statement.execute(TableStatements.DROP_STAGED);
            }
        });
    }

    /** Adds rows, and leaves those of the same primary key as they are. */
    void append(DSLContext sql, List<Row<R>> rows) {
        appendPlain(sql, plain(rows));
    }

    /** The same, of rows that are few. */
    void appendPlain(DSLContext sql, List<R> rows) {
        write(sql, statements.append(), columns, rows);
    }

    /** Removes the rows of the same primary key. */
    void delete(DSLContext sql, List<R> rows) {
        write(sql, statements.delete(), key, rows);
    }

    /** Through JDBC, which sends arrays in binary: jOOQ makes text of them, and the server would have to parse it. */
    private void write(DSLContext sql, String statement, List<? extends Field<?>> values, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        attempt(sql, connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.size(); i++) {
                    prepared.setArray(i + 1, connection.createArrayOf("text", texts(values.get(i), rows)));
                }
                prepared.executeUpdate();
            }
        });
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void attempt(DSLContext sql, Work work) {
        sql.connection(connection -> {
            try {
                work.on(connection);
            } catch (SQLException e) {
                // In the server's words, by which an operator learns why a partition stands still.
                throw new DataAccessException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private @Nullable Object[] texts(Field<?> column, List<R> rows) {
        int index = table.indexOf(column);
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Columns.text(rows.get(i).get(index));
        }
        return texts;
    }

    /** The group that a row belongs to. */
    RowKey groupOf(R row) {
        String[] values = new String[groupAt.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Objects.requireNonNull(Columns.text(row.get(groupAt[i])));
        }
        return RowKey.of(values);
    }

    /** Whether rows are read one by one. */
    boolean isGroupOfOne() {
        return Arrays.equals(keyAt, groupAt);
    }

    /** The primary key of a row. */
    List<Object> keyOf(R row) {
        List<Object> values = new ArrayList<>(keyAt.length);
        for (int index : keyAt) {
            values.add(Objects.requireNonNull(row.get(index)));
        }
        return values;
    }

    /** A row that has a primary key and nothing else, as deleting one needs it. */
    R rowOf(List<Object> primaryKey) {
        R row = Rows.begin(table);
        row.fromArray(primaryKey.toArray(), key.toArray(Field<?>[]::new));
        return row;
    }
}
