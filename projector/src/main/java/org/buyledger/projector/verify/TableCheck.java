package org.buyledger.projector.verify;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.projector.verify.Difference.Column;
import org.buyledger.projector.verify.Difference.Kind;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Compares a table of one schema with that of another row by row, in the server; only rows that differ come here. */
final class TableCheck {
    private static final int AT_ONCE = 100;

    private final Table<?> table;
    private final List<String> columns;
    private final List<String> key;

    TableCheck(Table<?> table) {
        this.table = table;
        columns = Stream.of(table.fields()).map(Field::getName).toList();
        key = Objects.requireNonNull(table.getPrimaryKey()).getFields().stream()
                .map(Field::getName)
                .toList();
    }

    /**
     * Compares.
     *
     * @param live the schema of the one
     * @param fresh the schema of the other
     * @param tenant whose rows are compared; null for all
     * @param most how many differences are described; all are counted
     */
    TableFindings compare(DSLContext sql, String live, String fresh, @Nullable String tenant, int most) {
        long rows =
                Objects.requireNonNull(sql.fetchSingle("SELECT count(*) FROM %s.%s".formatted(fresh, table.getName()))
                        .get(0, Long.class));
        List<Difference> differences = new ArrayList<>();
        long different = 0;
        Object[] bindings = tenant == null ? new Object[0] : new Object[] {tenant};
        try (Cursor<Record> found = sql.resultQuery(query(live, fresh, tenant), bindings)
                .fetchSize(AT_ONCE)
                .fetchLazy()) {
            for (Record row : found) {
                different++;
                if (differences.size() < most) {
                    differences.add(difference(row));
                }
            }
        }
        return new TableFindings(table.getName(), rows, different, differences);
    }

    /** Key, whether each side has the row, then all columns of the one and all of the other, as text. */
    private String query(String live, String fresh, @Nullable String tenant) {
        String first = key.getFirst();
        return """
                SELECT %s, l.%s IS NOT NULL, e.%s IS NOT NULL, %s, %s
                  FROM (SELECT * FROM %s.%s%s) l FULL JOIN %s.%s e ON %s
                 WHERE (%s) IS DISTINCT FROM (%s)%s
                 ORDER BY %s""".formatted(
                        list(key, "coalesce(l.%1$s, e.%1$s)::text"),
                        quoted(first),
                        quoted(first),
                        list(columns, "l.%s::text"),
                        list(columns, "e.%s::text"),
                        live,
                        table.getName(),
                        tenant == null ? "" : " WHERE %s = ?".formatted(quoted(first)),
                        fresh,
                        table.getName(),
                        key.stream()
                                .map(column -> "l.%1$s = e.%1$s".formatted(quoted(column)))
                                .collect(Collectors.joining(" AND ")),
                        list(columns, "l.%s"),
                        list(columns, "e.%s"),
                        isByMonth() ? " AND (l.%s IS NOT NULL OR %s)".formatted(quoted(first), hasMonth(live)) : "",
                        list(key, "coalesce(l.%1$s, e.%1$s)"));
    }

    private boolean isByMonth() {
        return table.getName().equals(AUDIT_LOGS.getName());
    }

    /** Whether the month of a row is attached: a month that was taken away is no fault. */
    private String hasMonth(String live) {
        return """
                EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                         WHERE i.inhparent = '%s.%s'::regclass
                           AND c.relname = '%s_' || to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY_MM'))""".formatted(live, table.getName(), table.getName());
    }

    private Difference difference(Record row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            values.add(Objects.requireNonNull(row.get(i, String.class)));
        }
        boolean isLive = Boolean.TRUE.equals(row.get(key.size(), Boolean.class));
        boolean isExpected = Boolean.TRUE.equals(row.get(key.size() + 1, Boolean.class));
        if (!isLive || !isExpected) {
            return new Difference(table.getName(), values, isLive ? Kind.EXTRA : Kind.MISSING, List.of());
        }
        List<Column> differing = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String one = row.get(key.size() + 2 + i, String.class);
            String other = row.get(key.size() + 2 + columns.size() + i, String.class);
            if (!Objects.equals(one, other)) {
                differing.add(new Column(columns.get(i), one, other));
            }
        }
        return new Difference(table.getName(), values, Kind.DIFFERENT, differing);
    }

    private static String list(List<String> columns, String each) {
        return columns.stream().map(column -> each.formatted(quoted(column))).collect(Collectors.joining(", "));
    }

    private static String quoted(String column) {
        return '"' + column + '"';
    }
}
