package org.buyledger.projector.runner;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of a table an event touches: the values of the table's {@link Projection#group() group} columns, as text. */
public final class RowKey {
    private final String[] values;
    /** Each event is looked up by some. */
    private final int hash;

    private RowKey(String[] values) {
        this.values = values;
        hash = Arrays.hashCode(values);
    }

    public static RowKey of(String... values) {
        return new RowKey(values.clone());
    }

    /** The values, in the order of the columns. */
    public List<String> values() {
        return List.of(values);
    }

    /** The value of the group's column of that number, from 0. */
    String value(int column) {
        return values[column];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return String.join(", ", values);
    }
}
