package org.buyledger.projector.runner;

import java.util.List;
import java.util.Objects;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.Field;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** A projection in which an event touches one row. */
public interface RowProjection<R extends TableRecord<R>> extends Projection<R> {

    /** The row after an event, null being the row that does not exist. */
    @Nullable
    R project(@Nullable R row, Recorded<Event> event);

    @Override
    default List<Field<?>> group() {
        return List.copyOf(Objects.requireNonNull(table().getPrimaryKey()).getFields());
    }

    @Override
    default List<R> project(List<R> rows, Recorded<Event> event) {
        R row = project(rows.isEmpty() ? null : rows.getFirst(), event);
        return row == null ? List.of() : List.of(row);
    }
}
