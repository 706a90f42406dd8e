package org.buyledger.projector.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not as a fold of the log makes it.
 *
 * @param table its table
 * @param key the values of its primary key, the tenant's id first
 * @param kind which side has it
 * @param columns those that differ; empty where one side has no such row
 */
public record Difference(String table, List<String> key, Kind kind, List<Column> columns) {

    /** Which side has the row. */
    public enum Kind {
        /** The log makes it, and the table lacks it. */
        MISSING,
        /** The table has it, and nothing in the log makes it. */
        EXTRA,
        /** Both have it, with other values. */
        DIFFERENT
    }

    /**
     * One column of a row that both sides have.
     *
     * @param name of the column
     * @param live its value in the table, as PostgreSQL writes it; null for SQL's NULL
     * @param expected its value by the log, likewise
     */
    public record Column(
            String name, @Nullable String live, @Nullable String expected) {}
}
