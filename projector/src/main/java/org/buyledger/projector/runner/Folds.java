package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.projector.runner.TableFold.Folded;
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

    /** How rows are written that were not there. */
    interface Put {
        void rows(Folded<?> folded, DSLContext sql);
    }

    /**
     * Folds events of one partition into the rows that are there.
     *
     * @param ofObjects those that go into the tables of their objects
     * @param all those that go into the tables about events, the others among them
     * @return what it came to, to be remembered once it is committed
     * @throws FoldFailed when events cannot be folded; nothing was written then
     */
    List<Folded<?>> apply(
            DSLContext sql, List<Recorded<Event>> ofObjects, List<Recorded<Event>> all, RowCache cache, Put put) {
        List<Folded<?>> folded = new ArrayList<>();
        List<FoldFailed.Failure> failures = new ArrayList<>();
        for (TableFold<?> fold : folds) {
            folded.add(fold.fold(sql, fold.isAboutEvents() ? all : ofObjects, cache, failures));
        }
        if (!failures.isEmpty()) {
            throw new FoldFailed(failures);
        }
        // Rows go in the opposite order of foreign keys and come in their order.
        folded.reversed().forEach(table -> table.delete(sql));
        folded.forEach(table -> put.rows(table, sql));
        return folded;
    }

    /** The names of its object's tables that an event goes into. */
    List<String> tablesOf(Recorded<Event> event) {
        return folds.stream()
                .filter(fold -> !fold.isAboutEvents() && fold.isTouchedBy(event))
                .map(TableFold::table)
                .toList();
    }
}
