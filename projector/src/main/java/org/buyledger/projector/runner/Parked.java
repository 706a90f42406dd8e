package org.buyledger.projector.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a partition are parked, because an event of theirs could not be applied, and which events are left out: as
 * the database has it, and what the batch in hand adds to that. Empty nearly always. Not safe for use by several threads.
 */
final class Parked {
    private final boolean isFixed;
    private @Nullable Long generation;
    private final Map<ObjectId, Long> since = new HashMap<>();
    private final Set<EventId> discarded = new HashSet<>();
    private final Map<EventId, Letter> refused = new HashMap<>();

    /** Knows nothing yet. */
    Parked() {
        this(false);
    }

    private Parked(boolean isFixed) {
        this.isFixed = isFixed;
    }

    /** Leaves some events out, whatever the database has. */
    static Parked leavingOut(Set<EventId> events) {
        Parked parked = new Parked(true);
        parked.discarded.addAll(events);
        return parked;
    }

    /** An object among all tenants'. */
    record ObjectId(String tenant, Subject subject) {
        static ObjectId of(Recorded<Event> event) {
            return new ObjectId(event.tenant(), event.envelope().subject());
        }
    }

    /** An event among all tenants'. */
    record EventId(String tenant, long sequence) {
        static EventId of(Recorded<Event> event) {
            return new EventId(event.tenant(), event.envelope().sequence());
        }
    }

    /**
     * An event that is not applied.
     *
     * @param error why; null where it was not tried, since one before it was not applied
     */
    record Letter(Recorded<Event> event, @Nullable String error) {}

    /**
     * What becomes of the events of a batch.
     *
     * @param applied those that go into the tables of their objects
     * @param letters those that are parked
     */
    record Split(List<Recorded<Event>> applied, List<Letter> letters) {}

    /** Whether it knows what the database has in this generation of the tables. */
    boolean isAt(long tables) {
        return isFixed || (generation != null && generation == tables);
    }

    /** Looks again before the next batch. */
    void forget() {
        generation = null;
    }

    /**
     * Begins with what the database has.
     *
     * @param objects those that are parked, with the number of the first event
     */
    void begin(long tables, Map<ObjectId, Long> objects, Set<EventId> leftOut) {
        generation = tables;
        since.clear();
        discarded.clear();
        refused.clear();
        since.putAll(objects);
        discarded.addAll(leftOut);
    }

    /** Parks the object of an event that cannot be applied; false where that was done already. */
    boolean refuse(Recorded<Event> event, String error) {
        EventId id = EventId.of(event);
        if (refused.putIfAbsent(id, new Letter(event, error)) != null) {
            return false;
        }
        since.merge(ObjectId.of(event), id.sequence(), Math::min);
        return true;
    }

    /** Parts the events of a batch, in order. */
    Split split(List<Recorded<Event>> events) {
        if (since.isEmpty() && discarded.isEmpty()) {
            return new Split(events, List.of());
        }
        List<Recorded<Event>> applied = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (Recorded<Event> event : events) {
            EventId id = EventId.of(event);
            Long first = since.get(ObjectId.of(event));
            if (discarded.contains(id)) {
                continue;
            }
            if (first == null || id.sequence() < first) {
                applied.add(event);
            } else {
                letters.add(refused.getOrDefault(id, new Letter(event, null)));
            }
        }
        return new Split(applied, letters);
    }

    /** What was refused since this was asked last; the database has it now. */
    List<Letter> takeRefused() {
        if (refused.isEmpty()) {
            return List.of();
        }
        List<Letter> taken = List.copyOf(refused.values());
        refused.clear();
        return taken;
    }
}
