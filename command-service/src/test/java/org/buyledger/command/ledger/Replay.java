package org.buyledger.command.ledger;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.events.Event;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** The objects that the log alone gives, to be held against those of the store. */
public final class Replay {
    private final Map<String, Held<?>> objects = new TreeMap<>();

    private record Held<S extends Entity>(Kind<S> kind, TenantId tenant, S entity) {
        Stream<String> pointers() {
            return kind.pointers().apply(entity).stream().map(pointer -> Keys.pointer(tenant, pointer));
        }
    }

    /**
     * What an event did.
     *
     * @param key where the store has the object
     * @param before null for a new object
     */
    public record Change(String key, @Nullable Entity before, Entity after) {}

    /** Applies an event; null for one that is about no object. */
    public @Nullable Change apply(TenantId tenant, Event event) {
        String id = event.subject().id();
        @Nullable Change[] change = {null};
        Evolution.of(event, new Evolution.Change() {
            @Override
            public <S extends Entity> void apply(Kind<S> kind, Evolution.Fold<S> fold) {
                String key = Keys.entity(kind, tenant, id);
                @SuppressWarnings("unchecked") // a kind's key holds that kind's state
                Held<S> before = (Held<S>) objects.get(key);
                S after = fold.after(before == null ? null : before.entity());
                objects.put(key, new Held<>(kind, tenant, after));
                change[0] = new Change(key, before == null ? null : before.entity(), after);
            }

            @Override
            public <S extends Entity> void create(Kind<S> kind, S first) {
                apply(kind, before -> first);
            }
        });
        return change[0];
    }

    /** The objects of a tenant. */
    public Stream<Entity> of(TenantId tenant) {
        return objects.values().stream()
                .filter(held -> held.tenant().equals(tenant))
                .map(Held::entity);
    }

    /** All objects by their keys in the store. */
    public Map<String, Entity> objects() {
        Map<String, Entity> entities = new TreeMap<>();
        objects.forEach((key, held) -> entities.put(key, held.entity()));
        return entities;
    }

    /** The keys of all entries that lead to objects; those that {@link #isDue} may be gone once their time is reached. */
    public Set<String> pointers() {
        Set<String> keys = new TreeSet<>();
        objects.values().stream().flatMap(Held::pointers).forEach(keys::add);
        return keys;
    }

    public static boolean isDue(String key) {
        return Keys.parts(key)[0].equals("due");
    }

    public static boolean isPointer(String key) {
        return isDue(key) || Keys.parts(key)[0].equals("index");
    }

    /** Whether a key of the store is that of an object. */
    public static boolean isObject(String key) {
        return !isPointer(key)
                && !Set.of("head", "command", "idempotency", "indexes").contains(Keys.parts(key)[0]);
    }
}
