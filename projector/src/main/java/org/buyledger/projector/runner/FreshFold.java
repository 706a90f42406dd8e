package org.buyledger.projector.runner;

import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.DSLContext;

/** A fold of the log from its beginning into tables that were empty and that nobody else writes. */
public final class FreshFold {
    /** How much heap remembered rows may take, in bytes. */
    private static final long REMEMBERED = 16L << 20;

    private final Folds folds;
    private final RowCache cache = new RowCache(() -> REMEMBERED);

    /**
     * Prepares the statements of all tables.
     *
     * @param projections in an order in which each comes after those that its foreign keys point to
     */
    public FreshFold(List<Projection<?>> projections) {
        folds = new Folds(projections);
    }

    /**
     * Applies events of one partition, which follow on those before; what throws has to be the end of it.
     *
     * @param withheld those of them that the tables of their objects lack
     */
    public void apply(DSLContext sql, List<Recorded<Event>> events, Withheld withheld) {
        List<Recorded<Event>> ofObjects = withheld.isEmpty()
                ? events
                : events.stream().filter(event -> !withheld.has(event)).toList();
        // A log may have an event twice, which a projector takes for one that it has applied already.
        Folds.Changes changes = folds.begin(cache, true);
        changes.fold(sql, ofObjects, events);
        changes.write(sql);
        changes.remember();
        cache.trim();
    }
}
