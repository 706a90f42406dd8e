package org.buyledger.projector.runner;

import java.math.BigDecimal;
import org.jooq.EnumType;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The text that PostgreSQL reads a column's value from. */
final class Columns {
    private Columns() {}

    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case JSONB json -> json.data();
            case EnumType literal -> literal.getLiteral();
            case String[] array -> array(array);
            default -> value.toString();
        };
    }

    private static String array(String[] values) {
        StringBuilder text = new StringBuilder("{");
        for (String value : values) {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
