package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.DSLContext;
import org.jooq.TableRecord;

/** The folds of all read tables, each after those that its foreign keys point to. Safe for use by many threads. */
final class Folds {
    private final List<TableFold<?>> folds;

    /**
     * Prepares the statements of all tables.
     *
     * @param projections in an order in which each comes after those that its foreign keys point to
     */
    Folds(List<Projection<?>> projections) {
        folds = projections.stream().<TableFold<?>>map(Folds::fold).toList();
    }

    private static <R extends TableRecord<R>> TableFold<R> fold(Projection<R> projection) {
        return new TableFold<>(projection);
    }

    /**
     * Begins what one transaction does to the tables.
     *
     * @param cache what is known of the rows that are there
     * @param again whether rows may be there that the position does not know of
     */
    Changes begin(RowCache cache, boolean again) {
        return new Changes(folds.stream()
                .<TableChanges<?>>map(fold -> fold.begin(cache, again))
                .toList());
    }

    /** What one transaction does to all tables, for one thread. */
    static final class Changes {
        private final List<TableChanges<?>> tables;

        private Changes(List<TableChanges<?>> tables) {
            this.tables = tables;
        }

        /** The heap that they take, about. */
        long bytes() {
            return tables.stream().mapToLong(TableChanges::bytes).sum();
        }

        /**
         * Folds events of one partition, which follow on those before, and writes those into the tables about events.
         *
         * @param ofObjects those that go into the tables of their objects
         * @param all those that go into the tables about events, the others among them
         * @throws FoldFailed when events cannot be folded; the transaction is to be rolled back then
         */
        void fold(DSLContext sql, List<Recorded<Event>> ofObjects, List<Recorded<Event>> all) {
            List<FoldFailed.Failure> failures = new ArrayList<>();
            for (TableChanges<?> table : tables) {
                table.fold(sql, table.isAboutEvents() ? all : ofObjects, failures);
            }
            if (!failures.isEmpty()) {
                throw new FoldFailed(failures);
            }
            tables.forEach(table -> table.writeEvents(sql));
        }

        /** Writes all the rest; there are no more events. */
        void write(DSLContext sql) {
            // Rows go in the opposite order of foreign keys and come in their order.
            tables.reversed().forEach(table -> table.delete(sql));
            tables.forEach(table -> table.write(sql));
        }

        /** Keeps the rows, once they are committed. */
        void remember() {
            tables.forEach(TableChanges::remember);
        }
    }

    /** The names of its object's tables that an event goes into. */
    List<String> tablesOf(Recorded<Event> event) {
        return folds.stream()
                .filter(fold -> !fold.isAboutEvents() && fold.isTouchedBy(event))
                .map(TableFold::table)
                .toList();
    }
}
