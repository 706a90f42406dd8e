package org.buyledger.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.command.ledger.Recorder.Cause;
import org.buyledger.command.ledger.Recorder.Entry;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.tenancy.TenantId;

/** Lets happen what time causes to any object. Reads what is due from an index in the order of time. */
final class Clock {
    private final Store store;
    private final EntityStore entities;
    private final Recorder recorder;

    Clock(Store store, EntityStore entities, Recorder recorder) {
        this.store = store;
        this.entities = entities;
        this.recorder = recorder;
    }

    List<Outgoing> tick(Instant time, int most) {
        List<String> due = new ArrayList<>();
        store.scan(Keys.due(0), Keys.due(time.toEpochMilli() + 1), (key, nothing) -> {
            due.add(key);
            return due.size() < most;
        });
        List<Outgoing> records = new ArrayList<>();
        for (String key : due) {
            String[] parts = Keys.parts(key);
            records.addAll(tick(new TenantId(parts[2]), object(parts[3]), time));
            // Done with, whether or not something happened: a buy whose start is reached while a creative is not
            // approved moves when that is decided. An event that makes the object due again has put a new key.
            if (store.get(key) != null) {
                store.delete(key);
            }
        }
        return records;
    }

    /** Keys of older stores name a media buy by its id alone. */
    private static Subject object(String name) {
        return name.indexOf('/') < 0 ? new Subject(MediaBuy.KIND.name(), name) : Subject.parse(name);
    }

    private List<Outgoing> tick(TenantId tenant, Subject object, Instant time) {
        Instant now = recorder.now(tenant, time);
        List<Event> events = Deciders.tick(entities.of(tenant), object, now);
        if (events.isEmpty()) {
            return List.of();
        }
        Cause cause =
                new Cause("clock." + object.id() + "." + (recorder.head(tenant).sequence() + 1), null, Actor.CLOCK);
        Entry entry = recorder.entry(tenant, cause, now, events);
        entry.writes().forEach(Runnable::run);
        return entry.records();
    }
}
