package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.migrations.SampleTables.Column;
import org.buyledger.migrations.SampleTables.Constraint;
import org.buyledger.migrations.SampleTables.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A few rows in every table, so that a revision meets what it will meet in production. Values are guessed, and where the server
 * says which constraint they break, guessed again for the columns of that constraint.
 */
final class SampleRows {
    private static final int ROWS = 3;
    private static final int GUESSES = 600;
    /** A second row may meet a unique index that lets none in; then one is enough. */
    private static final int GUESSES_MORE = 40;
    /** So long a row refers to the first rows: then those of all tables belong together. */
    private static final int FIRST = 30;

    private static final String UNIQUE = "23505";
    private static final String NOT_NULL = "23502";

    private final Connection connection;
    private final Map<String, String> values;
    private final Random random = new Random(1);

    private SampleRows(Connection connection, Map<String, String> values) {
        this.connection = connection;
        this.values = values;
    }

    /**
     * Fills each table of the connection's schema that is empty, one that is referred to before those that refer to it.
     *
     * @param values for columns, by {@code table.column}, where no guess can be right
     * @return for each table that stays empty, a sentence that says why
     */
    static List<String> fill(Connection connection, Map<String, String> values) throws SQLException {
        SampleRows rows = new SampleRows(connection, values);
        List<String> unfilled = new ArrayList<>();
        for (Table table : SampleTables.read(connection)) {
            if (!Sql.isTrue(connection, "SELECT EXISTS (SELECT FROM " + table.name() + ")")) {
                for (int i = 0; i < ROWS; i++) {
                    String refusal = rows.insert(table, i == 0);
                    if (refusal != null) {
                        if (i == 0) {
                            unfilled.add("%s has no rows: %s".formatted(table.name(), refusal));
                        }
                        break;
                    }
                }
            }
        }
        return unfilled;
    }

    /** One row; returns why not, where no guess was right. */
    private @Nullable String insert(Table table, boolean first) throws SQLException {
        Map<String, String> row = new HashMap<>();
        table.columns().forEach(column -> row.put(column.name(), guess(column, table)));
        refer(table, row, first);
        String refusal = "";
        for (int i = 0; i < (first ? GUESSES : GUESSES_MORE); i++) {
            try {
                Sql.execute(connection, statement(table, row));
                return null;
            } catch (PSQLException e) {
                ServerErrorMessage message = e.getServerErrorMessage();
                if (message == null) {
                    throw e;
                }
                refusal = String.valueOf(message.getMessage());
                for (Column column : blamed(table, message)) {
                    row.put(column.name(), guess(column, table));
                }
                refer(table, row, first && i < FIRST);
            }
        }
        return refusal;
    }

    /** The columns of what was broken; all of them where the server does not say. */
    private static List<Column> blamed(Table table, ServerErrorMessage message) {
        Set<String> names = NOT_NULL.equals(message.getSQLState())
                ? Set.of(String.valueOf(message.getColumn()))
                : table.constraints().stream()
                        .filter(one -> one.name().equals(message.getConstraint()))
                        .flatMap(one -> one.columns().stream())
                        .collect(Collectors.toSet());
        List<Column> some = table.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
        // A unique index may be one of expressions, which no constraint tells of.
        return some.isEmpty() || UNIQUE.equals(message.getSQLState()) ? table.columns() : some;
    }

    /** Gives the columns of foreign keys the values of rows that are there, the same where two keys share a column. */
    private void refer(Table table, Map<String, String> row, boolean first) throws SQLException {
        Map<String, String> taken = new HashMap<>();
        for (Constraint key : table.constraints()) {
            if (key.referred() == null) {
                continue;
            }
            String where = "";
            for (int i = 0; i < key.columns().size(); i++) {
                String its = taken.get(key.columns().get(i));
                if (its != null) {
                    where += (where.isEmpty() ? " WHERE " : " AND ")
                            + key.referredColumns().get(i) + "::text = " + its;
                }
            }
            String rows = "SELECT %s FROM %s%s ORDER BY %s LIMIT 1"
                    .formatted(
                            key.referredColumns().stream()
                                    .map(column -> column + "::text")
                                    .collect(Collectors.joining(", ")),
                            key.referred(),
                            where,
                            first ? String.join(", ", key.referredColumns()) : "random()");
            try (var statement = connection.createStatement();
                    ResultSet referred = statement.executeQuery(rows)) {
                boolean found = referred.next();
                for (int i = 0; i < key.columns().size(); i++) {
                    String column = key.columns().get(i);
                    String value = found ? literal(referred.getString(i + 1)) : "NULL";
                    if (!taken.containsKey(column)) {
                        row.put(column, value);
                    }
                    if (found) {
                        taken.putIfAbsent(column, value);
                    }
                }
            }
        }
    }

    private String guess(Column column, Table table) {
        String given = values.get(table.name() + "." + column.name());
        if (given != null) {
            return literal(given);
        }
        if (column.nullable() && random.nextInt(3) == 0) {
            return "NULL";
        }
        List<String> candidates = new ArrayList<>(column.labels());
        if (candidates.isEmpty()) {
            candidates.addAll(table.literals(column.name()));
            candidates.addAll(candidates(column.type()));
        }
        return literal(candidates.get(random.nextInt(candidates.size())));
    }

    private List<String> candidates(String type) {
        if (type.endsWith("[]")) {
            return List.of("{}");
        }
        String number = Integer.toString(1 + random.nextInt(1000));
        String base = type.replaceFirst("\\(.*", "");
        return switch (base) {
            case "boolean" -> List.of("true", "false");
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> List.of("0", "1", number);
            case "date", "timestamp with time zone", "timestamp without time zone", "timestamp" ->
                List.of(
                        "2026-01-%02d".formatted(1 + random.nextInt(28)),
                        "2027-01-%02d".formatted(1 + random.nextInt(28)),
                        "now");
            case "interval" -> List.of("1 day");
            case "uuid" -> List.of(new java.util.UUID(random.nextLong(), random.nextLong()).toString());
            case "json", "jsonb" -> List.of("{}", "[]", "\"a\"", "1", "{\"a\": 1}");
            case "bytea" -> List.of("\\x" + hex(64), "\\x00");
            case "inet", "cidr" -> List.of("127.0.0.1");
            default ->
                List.of(
                        "a" + number,
                        "A" + number,
                        hex(64),
                        hex(16),
                        "ABC",
                        "a.example",
                        "a" + number + "@a.example",
                        "https://a.example/" + number);
        };
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < digits) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private static String statement(Table table, Map<String, String> row) {
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table.name(),
                        table.columns().stream().map(Column::quoted).collect(Collectors.joining(", ")),
                        table.columns().stream()
                                .map(column -> row.get(column.name()))
                                .collect(Collectors.joining(", ")));
    }

    private static String literal(@Nullable String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }
}
