package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_DEAD_LETTERS;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Recorded.Place;
import org.buyledger.events.Subject;
import org.buyledger.projector.runner.Parked.EventId;
import org.buyledger.projector.runner.Parked.ObjectId;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The events that the read tables lack, since they are parked or were discarded: the tables are a fold of the log without
 * them. Takes memory for each.
 */
public final class Withheld {
    /** No event. */
    public static final Withheld NONE = new Withheld(Map.of(), 0, 0, 0);

    private final Map<EventId, Place> events;
    private final int objects;
    private final int parked;
    private final int discarded;

    private Withheld(Map<EventId, Place> events, int objects, int parked, int discarded) {
        this.events = events;
        this.objects = objects;
        this.parked = parked;
        this.discarded = discarded;
    }

    /** Those of all tenants. */
    public static Withheld read(DSLContext sql) {
        return read(sql, null);
    }

    /**
     * Those of one tenant.
     *
     * @param tenant null for all
     */
    public static Withheld read(DSLContext sql, @Nullable String tenant) {
        Map<EventId, Place> events = new HashMap<>();
        Set<ObjectId> parked = new HashSet<>();
        int[] discarded = {0};
        var letters = PROJECTION_DEAD_LETTERS;
        sql.select(
                        letters.TENANT_ID,
                        letters.SEQUENCE,
                        letters.OBJECT_TYPE,
                        letters.OBJECT_ID,
                        letters.PARTITION,
                        letters.OFFSET,
                        letters.DISCARDED_AT)
                .from(letters)
                .where(tenant == null ? DSL.noCondition() : letters.TENANT_ID.eq(tenant))
                .forEach(row -> {
                    events.put(new EventId(row.value1(), row.value2()), new Place(row.value5(), row.value6()));
                    if (row.value7() == null) {
                        parked.add(new ObjectId(row.value1(), new Subject(row.value3(), row.value4())));
                    } else {
                        discarded[0]++;
                    }
                });
        return new Withheld(events, parked.size(), events.size() - discarded[0], discarded[0]);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** How many objects are parked. */
    public int objects() {
        return objects;
    }

    /** How many events are parked. */
    public int parked() {
        return parked;
    }

    /** How many events were discarded. */
    public int discarded() {
        return discarded;
    }

    /** Whether an event is one of them. */
    public boolean has(Recorded<Event> event) {
        return !events.isEmpty() && events.containsKey(EventId.of(event));
    }

    /** All of them. */
    Set<EventId> ids() {
        return events.keySet();
    }

    /**
     * Whether others are the same up to some positions, so that what was folded up to there without these is a fold without
     * those.
     *
     * @param positions of each partition
     */
    public boolean isSameBefore(IntToLongFunction positions, Withheld others) {
        return Objects.equals(before(positions), others.before(positions));
    }

    private Set<EventId> before(IntToLongFunction positions) {
        return events.entrySet().stream()
                .filter(event -> event.getValue().offset()
                        < positions.applyAsLong(event.getValue().partition()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
