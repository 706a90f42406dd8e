package org.buyledger.projector.runner;

import java.util.List;

/** Which rows of a table an event touches: the values of the table's {@link Projection#group() group} columns, as text. */
public record RowKey(List<String> values) {
    public static RowKey of(String... values) {
        return new RowKey(List.of(values));
    }
}
