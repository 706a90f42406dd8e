package org.buyledger.command.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Json;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;

/**
 * The objects of all tenants of one partition, over the bytes of the store. Those used last are kept as they are, since
 * reading one from its bytes costs more than most decisions; so is that there is none, since that costs a look-up.
 */
final class EntityStore {
    /** A few kB each, and there is one store for each partition. */
    private static final int MOST_CACHED = 5_000;

    private static final byte[] NOTHING = new byte[0];

    private final Store store;
    private final Map<Kind<?>, ObjectReader> readers = new HashMap<>();
    private final Map<String, Optional<Entity>> cache = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Entity>> eldest) {
            return size() > MOST_CACHED;
        }
    };

    EntityStore(Store store) {
        this.store = store;
        Kinds.ALL.forEach(kind -> readers.put(kind, reader(kind)));
    }

    /** One tenant's objects, to look at during one decision; what an index was asked it is not asked again. */
    Ledger of(TenantId tenant) {
        Map<String, List<String>> asked = new HashMap<>();
        return new Ledger() {
            @Override
            public <S extends Entity> Optional<S> find(Kind<S> kind, String id) {
                return EntityStore.this.find(kind, tenant, id);
            }

            @Override
            public List<String> ids(Index index, String key, int most) {
                String prefix = Keys.pointers(tenant, index, key);
                return asked.computeIfAbsent(prefix + most, question -> scan(prefix, most));
            }
        };
    }

    private List<String> scan(String prefix, int most) {
        List<String> ids = new ArrayList<>();
        store.scan(prefix, Keys.after(prefix), (pointer, nothing) -> {
            ids.add(pointer.substring(prefix.length()));
            return ids.size() < most;
        });
        return List.copyOf(ids);
    }

    @SuppressWarnings("unchecked") // a kind's key holds that kind's state
    <S extends Entity> Optional<S> find(Kind<S> kind, TenantId tenant, String id) {
        String key = Keys.entity(kind, tenant, id);
        Optional<Entity> cached = cache.get(key);
        if (cached == null) {
            ObjectReader reader = known(kind);
            byte[] bytes = store.get(key);
            cached = bytes == null ? Optional.empty() : Optional.of(reader.readValue(bytes));
            cache.put(key, cached);
        }
        return (Optional<S>) cached;
    }

    private ObjectReader known(Kind<?> kind) {
        ObjectReader reader = readers.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException(kind.name() + " is missing in Kinds.ALL");
        }
        return reader;
    }

    /** What reads an object of a kind from its bytes. */
    static ObjectReader reader(Kind<?> kind) {
        var types = Json.EVENTS.getTypeFactory();
        JavaType type = kind.type() == Held.class
                ? types.constructParametricType(Held.class, kind.value())
                : types.constructType(kind.type());
        return Json.EVENTS.readerFor(type);
    }

    /** Puts an object and moves the pointers that lead to it. */
    <S extends Entity> void put(Kind<S> kind, TenantId tenant, String id, @Nullable S before, S after, byte[] bytes) {
        known(kind);
        String key = Keys.entity(kind, tenant, id);
        store.put(key, bytes);
        cache.put(key, Optional.of(after));
        Set<Pointer> old = before == null ? Set.of() : kind.pointers().apply(before);
        Set<Pointer> now = kind.pointers().apply(after);
        for (Pointer pointer : old) {
            if (!now.contains(pointer)) {
                store.delete(Keys.pointer(tenant, pointer));
            }
        }
        for (Pointer pointer : now) {
            if (!old.contains(pointer)) {
                store.put(Keys.pointer(tenant, pointer), NOTHING);
            }
        }
    }
}
