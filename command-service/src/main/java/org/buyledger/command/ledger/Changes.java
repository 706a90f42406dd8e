package org.buyledger.command.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one decision does to the objects of a tenant, worked out whole before any of it is written, so that a fault on the
 * way leaves the store as it was.
 */
final class Changes {
    private final EntityStore entities;
    private final TenantId tenant;
    private final Map<String, Changed<?>> changed = new LinkedHashMap<>();

    Changes(EntityStore entities, TenantId tenant) {
        this.entities = entities;
        this.tenant = tenant;
    }

    /** An object before the decision and after it. */
    private record Changed<S extends Entity>(
            Kind<S> kind, String id, @Nullable S before, S after) {}

    /** Adds an event and returns the revision that its object has after it; 1 for an event about no object. */
    long add(Event event) {
        String id = event.subject().id();
        long[] revision = {1};
        Evolution.of(event, new Evolution.Change() {
            @Override
            public <S extends Entity> void apply(Kind<S> kind, Evolution.Fold<S> fold) {
                revision[0] = change(kind, id, fold);
            }

            @Override
            public <S extends Entity> void create(Kind<S> kind, S first) {
                changed.put(Keys.entity(kind, tenant, id), new Changed<>(kind, id, null, first));
                revision[0] = first.revision();
            }
        });
        return revision[0];
    }

    private <S extends Entity> long change(Kind<S> kind, String id, Evolution.Fold<S> fold) {
        String key = Keys.entity(kind, tenant, id);
        @SuppressWarnings("unchecked") // a kind's key holds that kind's state
        Changed<S> earlier = (Changed<S>) changed.get(key);
        S before = earlier == null ? entities.find(kind, tenant, id).orElse(null) : earlier.before();
        S after = fold.after(earlier == null ? before : earlier.after());
        changed.put(key, new Changed<>(kind, id, before, after));
        return after.revision();
    }

    /**
     * An object as it is to be written.
     *
     * @param size in bytes
     * @param write puts it into the store; it cannot fail for the object's sake any more
     */
    record Write(int size, Runnable write) {}

    List<Write> writes() {
        return changed.values().stream().map(this::write).toList();
    }

    private <S extends Entity> Write write(Changed<S> one) {
        byte[] bytes = Json.EVENTS.writeValueAsBytes(one.after());
        return new Write(
                bytes.length, () -> entities.put(one.kind(), tenant, one.id(), one.before(), one.after(), bytes));
    }
}
