package org.buyledger.projector.rebuild;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * How many rows a table has, and the sum of their CRC-32C over the columns of text, whole numbers and truth, which look the
 * same here and in the server. Thread-safe.
 */
final class Tally {
    private static final Set<Class<?>> SUMMED = Set.of(String.class, Long.class, Integer.class, Boolean.class);
    private static final char BETWEEN = '\u001f';

    private final Table<?> table;
    private final List<Field<?>> columns;
    private long rows;
    private long sum;

    Tally(Table<?> table) {
        this.table = table;
        columns = Arrays.stream(table.fields())
                .<Field<?>>map(column -> column)
                .filter(column -> SUMMED.contains(column.getType()))
                .toList();
    }

    /** What is or should be there. */
    record Sum(long rows, long crcs) {}

    void add(List<? extends Record> some) {
        CRC32C crc = new CRC32C();
        StringBuilder text = new StringBuilder();
        long more = 0;
        for (Record row : some) {
            text.setLength(0);
            for (Field<?> column : columns) {
                Object value = row.get(column);
                if (value != null) {
                    text.append(value);
                }
                text.append(BETWEEN);
            }
            crc.reset();
            crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
            more += crc.getValue();
        }
        synchronized (this) {
            rows += some.size();
            sum += more;
        }
    }

    /** What was folded. */
    synchronized Sum folded() {
        return new Sum(rows, sum);
    }

    /** What the server has. */
    Sum stored(DSLContext sql) {
        String text = columns.stream()
                .map(column -> "coalesce(\"%s\"%s, '')"
                        .formatted(column.getName(), column.getType() == String.class ? "" : "::text"))
                .collect(Collectors.joining(" || E'\\x1f' || ", "", " || E'\\x1f'"));
        Record found = sql.fetchSingle("SELECT count(*), coalesce(sum(crc32c(convert_to(%s, 'UTF8'))), 0) FROM \"%s\""
                .formatted(text, table.getName()));
        return new Sum(
                Objects.requireNonNull(found.get(0, Long.class)),
                Objects.requireNonNull(found.get(1, BigDecimal.class)).longValueExact());
    }

    Table<?> table() {
        return table;
    }
}
