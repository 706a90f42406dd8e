package org.buyledger.projector.runner;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table of configuration: each object as it was last put. The row of a removed one goes; where the table has a column
 * {@code removed_at}, it stays and says since when.
 *
 * @param <P> the event that puts an object
 */
public abstract class ConfigurationProjection<R extends TableRecord<R>, P extends Event> implements RowProjection<R> {
    private static final String REMOVED_AT = "removed_at";

    private final Table<R> table;
    private final Class<P> put;
    private final @Nullable Class<? extends Event> removed;

    /**
     * @param table whose key is the tenant and, where a tenant has several, the id of the events' subject
     * @param removed the event that removes an object, null where it stays for ever
     */
    protected ConfigurationProjection(Table<R> table, Class<P> put, @Nullable Class<? extends Event> removed) {
        this.table = table;
        this.put = put;
        this.removed = removed;
    }

    /** Fills in what the object is; key, revision and times are filled in already. */
    protected abstract void fill(R row, P put);

    @Override
    public Table<R> table() {
        return table;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        boolean mine = put.isInstance(e.event()) || (removed != null && removed.isInstance(e.event()));
        return mine ? Optional.of(RowKey.of(keyOf(e))) : Optional.empty();
    }

    private String[] keyOf(Recorded<Event> e) {
        String id = e.event().subject().id();
        return group().size() == 1 ? new String[] {e.tenant()} : new String[] {e.tenant(), id};
    }

    @Override
    public @Nullable R project(@Nullable R before, Recorded<Event> e) {
        boolean isPut = put.isInstance(e.event());
        if (!isPut && table.field(REMOVED_AT) == null) {
            return null;
        }
        R row = before == null ? created(e) : before;
        set(row, "revision", Long.class, e.revision());
        set(row, "updated_at", Instant.class, e.at());
        if (table.field(REMOVED_AT) != null) {
            set(row, REMOVED_AT, Instant.class, isPut ? null : e.at());
        }
        if (isPut) {
            fill(row, put.cast(e.event()));
        }
        return row;
    }

    private R created(Recorded<Event> e) {
        R row = Rows.begin(table);
        row.fromArray(keyOf(e), group().toArray(Field<?>[]::new));
        set(row, "created_at", Instant.class, e.at());
        return row;
    }

    private <T> void set(R row, String column, Class<T> type, @Nullable T value) {
        row.set(Objects.requireNonNull(table.field(column, type)), value);
    }
}
