package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Actor;
import org.buyledger.events.CommandResult.EventRef;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Writes events at the end of tenants' ledgers: numbers them, dates them, and links each to the one before it. */
final class Recorder {
    private static final int MOST_CACHED = 10_000;

    private final Store store;
    private final EntityStore entities;
    private final HashChain chain = new HashChain();
    private final Map<TenantId, Head> heads = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Head> eldest) {
            return size() > MOST_CACHED;
        }
    };

    Recorder(Store store, EntityStore entities) {
        this.store = store;
        this.entities = entities;
    }

    /** Where a tenant's ledger ends; at 0 for a tenant that is not registered. */
    Head head(TenantId tenant) {
        Head known = heads.get(tenant);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(Keys.head(tenant));
        Head head = bytes == null ? Head.BEFORE_ALL : Head.of(bytes);
        if (bytes != null) {
            heads.put(tenant, head);
        }
        return head;
    }

    /** The time of a decision: the clock's, but never before that of the tenant's last event. */
    Instant now(TenantId tenant, Instant clock) {
        Instant last = head(tenant).at();
        return clock.isBefore(last) ? last : clock;
    }

    /**
     * Why events happen.
     *
     * @param id the command's id, or that of the clock's tick
     * @param correlationId what the command's sender gave
     * @param actor who
     * @param earlier how many events the id may have caused before, so that no two get the same id
     */
    record Cause(String id, @Nullable String correlationId, Actor actor, long earlier) {
        Cause(String id, @Nullable String correlationId, Actor actor) {
            this(id, correlationId, actor, 0);
        }
    }

    /**
     * Events as they are to be written, nothing of which is written yet.
     *
     * @param records for the events topic
     * @param refs for the result
     * @param position the sequence number of the last
     * @param writes what changes in the store, to be run once everything else is ready
     * @param largest the size of the largest record or object in bytes
     */
    record Entry(List<Outgoing> records, List<EventRef> refs, long position, List<Runnable> writes, int largest) {}

    /** Makes records of events. */
    Entry entry(TenantId tenant, Cause cause, Instant now, List<? extends Event> events) {
        Head head = head(tenant);
        Changes changes = new Changes(entities, tenant);
        List<Outgoing> records = new ArrayList<>();
        List<EventRef> refs = new ArrayList<>();
        byte[] key = tenant.value().getBytes(StandardCharsets.UTF_8);
        for (Event event : events) {
            long revision = changes.add(event);
            byte[] payload = EventCodec.payload(event);
            EventEnvelope envelope = envelope(tenant, cause, now, event, revision, head, records.size() + 1, payload);
            head = new Head(envelope.sequence(), now, envelope.hash());
            records.add(new Outgoing(Topics.EVENTS, key, payload, EventCodec.headers(envelope), now.toEpochMilli()));
            refs.add(new EventRef(
                    envelope.id(),
                    envelope.type(),
                    envelope.subject().toString(),
                    envelope.sequence(),
                    envelope.revision()));
        }
        List<Runnable> writes = new ArrayList<>();
        int largest = records.stream().mapToInt(r -> r.value().length).max().orElse(0);
        for (Changes.Write write : changes.writes()) {
            writes.add(write.write());
            largest = Math.max(largest, write.size());
        }
        Head last = head;
        if (!records.isEmpty()) {
            writes.add(() -> move(tenant, last));
        }
        return new Entry(records, refs, last.sequence(), writes, largest);
    }

    private EventEnvelope envelope(
            TenantId tenant,
            Cause cause,
            Instant now,
            Event event,
            long revision,
            Head head,
            int place,
            byte[] payload) {
        EventEnvelope unsigned = new EventEnvelope(
                cause.id() + "." + (cause.earlier() + place),
                Event.TYPES.typeOf(event),
                tenant,
                event.subject(),
                head.sequence() + 1,
                revision,
                now,
                cause.actor(),
                cause.id(),
                cause.correlationId(),
                head.hash(),
                "");
        return unsigned.signed(chain.hash(unsigned, payload));
    }

    private void move(TenantId tenant, Head head) {
        store.put(Keys.head(tenant), head.toBytes());
        heads.put(tenant, head);
    }
}
