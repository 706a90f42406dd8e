package org.buyledger.projector.runner;

import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.TableRecord;

/** One table's projection, with the statements that read and write its rows. Safe for use by many threads. */
final class TableFold<R extends TableRecord<R>> {
    private final Projection<R> projection;
    private final String table;
    private final TableWriter<R> writer;
    private final RowCodec<R> codec;

    TableFold(Projection<R> projection) {
        this.projection = projection;
        table = projection.table().getName();
        writer = new TableWriter<>(projection.table(), projection.group());
        codec = new RowCodec<>(projection.table());
    }

    /** @param again whether rows may be there that the position does not know of */
    TableChanges<R> begin(RowCache cache, boolean again) {
        return new TableChanges<>(projection, writer, codec, cache, again);
    }

    String table() {
        return table;
    }

    boolean isAboutEvents() {
        return projection.isAboutEvents();
    }

    /** Whether an event goes into the table; so it does where even that cannot be told. */
    boolean isTouchedBy(Recorded<Event> event) {
        try {
            return projection.key(event).isPresent();
        } catch (RuntimeException e) {
            return true;
        }
    }
}
