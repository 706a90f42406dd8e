package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.projector.runner.TableFold.Folded;
import org.jooq.DSLContext;
import org.jooq.TableRecord;

/** A fold of the log from its beginning into tables that were empty and that nobody else writes. */
public final class FreshFold {
    /** How much heap remembered rows may take, in bytes. */
    private static final long REMEMBERED = 16L << 20;

    private final List<TableFold<?>> folds;
    private final RowCache cache = new RowCache(() -> REMEMBERED);

    /**
     * Prepares the statements of all tables.
     *
     * @param projections in an order in which each comes after those that its foreign keys point to
     */
    public FreshFold(List<Projection<?>> projections) {
        folds = projections.stream().<TableFold<?>>map(FreshFold::fold).toList();
    }

    private static <R extends TableRecord<R>> TableFold<R> fold(Projection<R> projection) {
        return new TableFold<>(projection);
    }

    /** Applies events of one partition, which follow on those before; what throws has to be the end of it. */
    public void apply(DSLContext sql, List<Recorded<Event>> events) {
        List<Folded<?>> folded = new ArrayList<>();
        for (TableFold<?> fold : folds) {
            folded.add(fold.fold(sql, events, cache));
        }
        folded.forEach(table -> table.delete(sql));
        // A log may have an event twice, which a projector takes for one that it has applied already.
        folded.forEach(table -> table.putAgain(sql));
        folded.forEach(table -> table.remember(cache));
    }
}
