package org.buyledger.benchmarks.decide;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.ledger.Evolution;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.jspecify.annotations.Nullable;

/** A tenant's objects in memory. They never change: events make others of them. */
final class Objects implements Ledger {
    static final Objects NONE = new Objects(Map.of());

    private final Map<Subject, Known<?>> objects;
    private final Map<Place, Set<String>> pointers = new HashMap<>();

    private Objects(Map<Subject, Known<?>> objects) {
        this.objects = objects;
        for (Known<?> known : objects.values()) {
            for (Pointer pointer : known.pointers()) {
                pointers.computeIfAbsent(new Place(pointer.index(), pointer.key()), place -> new TreeSet<>())
                        .add(pointer.id());
            }
        }
    }

    /** An object with its kind. */
    record Known<S extends Entity>(Kind<S> kind, S entity) {
        Set<Pointer> pointers() {
            return kind.pointers().apply(entity);
        }
    }

    private record Place(Index index, String key) {}

    @Override
    public <S extends Entity> Optional<S> find(Kind<S> kind, String id) {
        return Optional.ofNullable(get(objects, kind, id));
    }

    @Override
    public List<String> ids(Index index, String key, int most) {
        return pointers.getOrDefault(new Place(index, key), Set.of()).stream()
                .limit(most)
                .toList();
    }

    /** What events make of the objects that they are about. */
    Map<Subject, Known<?>> changedBy(List<Event> events) {
        Map<Subject, Known<?>> changed = new LinkedHashMap<>();
        for (Event event : events) {
            String id = event.subject().id();
            Evolution.of(event, new Evolution.Change() {
                @Override
                public <S extends Entity> void apply(Kind<S> kind, Evolution.Fold<S> fold) {
                    S earlier = get(changed, kind, id);
                    S before = earlier == null ? get(objects, kind, id) : earlier;
                    changed.put(new Subject(kind.name(), id), new Known<>(kind, fold.after(before)));
                }

                @Override
                public <S extends Entity> void create(Kind<S> kind, S first) {
                    changed.put(new Subject(kind.name(), id), new Known<>(kind, first));
                }
            });
        }
        return changed;
    }

    /** All objects after events. */
    Objects after(List<Event> events) {
        Map<Subject, Known<?>> all = new HashMap<>(objects);
        all.putAll(changedBy(events));
        return new Objects(all);
    }

    @SuppressWarnings("unchecked") // a kind's key holds that kind's state
    private static <S extends Entity> @Nullable S get(Map<Subject, Known<?>> from, Kind<S> kind, String id) {
        Known<?> known = from.get(new Subject(kind.name(), id));
        return known == null ? null : (S) known.entity();
    }
}
