package org.buyledger.projector.verify;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.events.client.UnreadableEvent;
import org.buyledger.projector.verify.ChainFault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The chain of every tenant, computed anew from its records; docs/message-formats.md says how a hash is made. Keeps a few
 * hundred bytes for each tenant, whatever the length of its ledger.
 */
public final class Chains {
    private static final Head BEFORE_ALL = new Head(0, HashChain.GENESIS);

    private final int partitions;
    private final HashChain chain = new HashChain();
    private final SortedMap<String, Head> heads = new TreeMap<>();
    private final SortedMap<String, ChainFault> faults = new TreeMap<>();
    private long events;

    /**
     * The newest event of a tenant that is whole; keep it elsewhere, and a log that was cut short is found too.
     *
     * @param sequence its number
     * @param hash its hash
     */
    public record Head(long sequence, String hash) {}

    /**
     * Nothing is checked yet.
     *
     * @param partitions how many the events topic has
     */
    public Chains(int partitions) {
        this.partitions = partitions;
    }

    /** Checks a record; each tenant's have to come in the order of their offsets. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        events++;
        byte @Nullable [] key = record.key();
        String tenant = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        ChainFault known = faults.get(tenant);
        if (known != null) {
            if (known.kind() == Kind.MISSING) {
                lookForMissing(known, record);
            }
            return;
        }
        ChainFault fault = check(tenant, key, record);
        if (fault != null) {
            faults.put(tenant, fault);
        }
    }

    private @Nullable ChainFault check(String tenant, byte @Nullable [] key, ConsumerRecord<byte[], byte[]> record) {
        EventEnvelope event;
        try {
            event = EventCodec.envelope(record);
        } catch (UnreadableEvent e) {
            return fault(tenant, Kind.FOREIGN, 0, record, "it was not written by command-service");
        }
        if (key == null || Partitions.of(key, partitions) != record.partition()) {
            return fault(tenant, Kind.MISPLACED, event.sequence(), record, "its tenant is on another partition");
        }
        Head before = heads.getOrDefault(tenant, BEFORE_ALL);
        long due = before.sequence() + 1;
        if (event.sequence() < due) {
            return fault(
                    tenant, Kind.DUPLICATED, event.sequence(), record, "there was an event of its number before it");
        }
        if (event.sequence() > due) {
            return fault(tenant, Kind.MISSING, due, record, "event %d stands there".formatted(event.sequence()));
        }
        if (!chain.hash(event, record.value()).equals(event.hash())) {
            return fault(tenant, Kind.CHANGED, due, record, "its hash is not that of its headers and payload");
        }
        if (!event.previousHash().equals(before.hash())) {
            return fault(
                    tenant,
                    Kind.UNLINKED,
                    due,
                    record,
                    "it was written after another event %d than there is, so one of the two was written anew"
                            .formatted(due - 1));
        }
        heads.put(tenant, new Head(due, event.hash()));
        return null;
    }

    private void lookForMissing(ChainFault missing, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (EventCodec.envelope(record).sequence() == missing.sequence()) {
                String what = "it stands after an event of a higher number, at offset %d".formatted(missing.offset());
                faults.put(missing.tenant(), fault(missing.tenant(), Kind.REORDERED, missing.sequence(), record, what));
            }
        } catch (UnreadableEvent e) {
            // The first fault is what is told.
            return;
        }
    }

    private static ChainFault fault(String tenant, Kind kind, long sequence, ConsumerRecord<?, ?> record, String what) {
        return new ChainFault(tenant, kind, sequence, record.partition(), record.offset(), what);
    }

    /** How many records were checked. */
    public long events() {
        return events;
    }

    /** How many tenants there are. */
    public long tenants() {
        return faults.keySet().stream()
                        .filter(tenant -> !heads.containsKey(tenant))
                        .count()
                + heads.size();
    }

    /** The tenants, each with its newest event before anything is wrong. */
    public Map<String, Head> heads() {
        return Collections.unmodifiableMap(heads);
    }

    /** The first fault of each tenant that has one. */
    public Map<String, ChainFault> faults() {
        return Collections.unmodifiableMap(faults);
    }
}
