package org.buyledger.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;

/** Writes events of tenants as command-service would: sequences dense, chains whole, 10 ms from one to the next. */
public final class Ledger {
    private static final Duration STEP = Duration.ofMillis(10);

    private final HashChain chain = new HashChain();
    private final Map<TenantId, Long> sequences = new HashMap<>();
    private final Map<TenantId, String> hashes = new HashMap<>();
    private Instant now;

    public Ledger(Instant begin) {
        now = begin;
    }

    /**
     * The record of a tenant's next event.
     *
     * @param revision the object's, from 1
     */
    public ProducerRecord<byte[], byte[]> record(TenantId tenant, Actor actor, long revision, Event event) {
        now = now.plus(STEP);
        long sequence = sequences.merge(tenant, 1L, Long::sum);
        byte[] payload = EventCodec.payload(event);
        String command = "bench-" + sequence;
        Subject subject = event.subject();
        EventEnvelope unsigned = new EventEnvelope(
                command + ".1",
                Event.TYPES.typeOf(event),
                tenant,
                subject,
                sequence,
                revision,
                now,
                actor,
                command,
                null,
                hashes.getOrDefault(tenant, HashChain.GENESIS),
                "");
        EventEnvelope envelope = unsigned.signed(chain.hash(unsigned, payload));
        hashes.put(tenant, envelope.hash());
        return new ProducerRecord<>(
                Topics.EVENTS,
                null,
                now.toEpochMilli(),
                tenant.value().getBytes(StandardCharsets.UTF_8),
                payload,
                EventCodec.headers(envelope));
    }
}
