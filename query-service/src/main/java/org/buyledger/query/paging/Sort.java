package org.buyledger.query.paging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;

/**
 * An order that a list can have, and its reverse.
 *
 * @param choices what {@code sort} may say, the default first; a leading minus means descending
 * @param key the columns to order by, the last of which makes it unique within what a caller sees
 * @param isWithinParts whether an index has this order only within each value that {@link Filter#partedBy} parts by
 */
public record Sort<R extends Record>(List<String> choices, List<TableField<R, ?>> key, boolean isWithinParts) {

    public Sort(List<String> choices, List<TableField<R, ?>> key) {
        this(choices, key, false);
    }

    /** A row's key as text, for a cursor. */
    List<String> keyOf(R row) {
        return key.stream().map(field -> String.valueOf(row.get(field))).toList();
    }

    /** The inverse of {@link #keyOf}. */
    List<?> valuesOf(List<String> texts) {
        return java.util.stream.IntStream.range(0, texts.size())
                .mapToObj(i -> value(key.get(i), texts.get(i)))
                .toList();
    }

    private static Object value(Field<?> field, String text) {
        if (field.getType() == Instant.class) {
            return Instant.parse(text);
        }
        if (field.getType() == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (field.getType() == Integer.class) {
            return Integer.valueOf(text);
        }
        return field.getType() == Long.class ? Long.valueOf(text) : text;
    }
}
