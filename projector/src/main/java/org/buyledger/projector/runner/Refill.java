package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.util.List;
import java.util.stream.Collectors;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.RebuildMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables again from the first event on, where a step of the schema asked for it. All of them, because each row
 * has to be folded from the first event on at the position that all tables share; what comes from elsewhere than the events
 * stays. Until the projector has caught up, readers see what it has come to.
 */
public final class Refill {
    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);

    private Refill() {}

    /** Empties the tables and begins anew, in one transaction, when any of them is marked; returns the marked ones. */
    public static List<String> ifMarked(Database database, List<Projection<?>> projections) {
        return database.transaction(db -> {
            List<String> marked = db.connectionResult(RebuildMarks::read);
            if (marked.isEmpty()) {
                return marked;
            }
            // Another instance that is in the middle of a batch waits here, and then finds that its position has moved.
            db.execute("TRUNCATE "
                    + projections.stream()
                            .map(projection -> projection.table().getName())
                            .collect(Collectors.joining(", ")));
            db.update(PROJECTION_POSITIONS)
                    .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                    .where(PROJECTION_POSITIONS.TOPIC.eq(Topics.EVENTS))
                    .execute();
            db.connection(RebuildMarks::clear);
            LOG.info(
                    "All tables are filled again from the events, because a step of the schema asked it for {}",
                    marked);
            return marked;
        });
    }
}
