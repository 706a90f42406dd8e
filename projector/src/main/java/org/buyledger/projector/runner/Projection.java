package org.buyledger.projector.runner;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;

/**
 * One read table as a fold over events. Pure: the same rows and the same event give the same rows again, and nothing but
 * the returned list changes. It never refuses a fact; what should not have happened was for the decider to refuse.
 */
public interface Projection<R extends TableRecord<R>> {
    Table<R> table();

    /** The columns whose values say which rows belong together; a prefix of the primary key, or all of it. */
    List<Field<?>> group();

    /** The group that an event touches; empty when it does not touch the table. */
    Optional<RowKey> key(Recorded<Event> event);

    /**
     * The rows of the group after the event; those that are missing from the list are deleted.
     *
     * @param rows the rows of the group before it, in the order of the primary key; may be changed in place
     */
    List<R> project(List<R> rows, Recorded<Event> event);

    /** Whether an event that touches the table is the first of its group, so that no row of it can be there to be read. */
    default boolean begins(Event event) {
        return false;
    }

    /** Whether the table is about events and not about objects: it has every event, one that its object's tables lack too. */
    default boolean isAboutEvents() {
        return false;
    }

    /** Whether rows are only ever added, so that there is nothing to read before. */
    default boolean appendsOnly() {
        return false;
    }
}
