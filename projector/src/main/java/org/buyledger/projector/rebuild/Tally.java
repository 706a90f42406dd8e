package org.buyledger.projector.rebuild;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
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
    /** Of all columns. */
    private final Class<?>[] types;
    /** Those that are summed. */
    private final List<Field<?>> columns;

    private long rows;
    private long sum;

    Tally(Table<?> table) {
        this.table = table;
        types = table.fieldsRow().types();
        columns = Arrays.stream(table.fields())
                .<Field<?>>map(column -> column)
                .filter(column -> SUMMED.contains(column.getType()))
                .toList();
    }

    /** What is or should be there. */
    record Sum(long rows, long crcs) {}

    /** @param some in the form in which they are copied */
    void add(List<byte[]> some) {
        CRC32C crc = new CRC32C();
        long more = 0;
        for (byte[] row : some) {
            crc.reset();
            update(crc, row);
            more += crc.getValue();
        }
        synchronized (this) {
            rows += some.size();
            sum += more;
        }
    }

    private void update(CRC32C crc, byte[] row) {
        ByteBuffer left = ByteBuffer.wrap(row);
        int count = left.getShort();
        for (int i = 0; i < count; i++) {
            int length = left.getInt();
            Class<?> type = types[i];
            if (SUMMED.contains(type)) {
                if (length >= 0) {
                    update(crc, type, row, left.position(), length);
                }
                crc.update(BETWEEN);
            }
            left.position(left.position() + Math.max(0, length));
        }
    }

    private static void update(CRC32C crc, Class<?> type, byte[] row, int at, int length) {
        if (type == String.class) {
            crc.update(row, at, length);
            return;
        }
        ByteBuffer value = ByteBuffer.wrap(row, at, length);
        String text;
        if (type == Boolean.class) {
            text = Boolean.toString(value.get() != 0);
        } else {
            text = Long.toString(type == Long.class ? value.getLong() : value.getInt());
        }
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
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
