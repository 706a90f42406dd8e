package org.buyledger.projector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.events.Actor;
import org.buyledger.events.CommandResult;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Records of one partition as the command service writes them, a minute apart, with gaps where transaction markers are. */
public final class TestLog {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final HashChain chain = new HashChain();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    public TestLog add(String tenant, Event event) {
        return add(tenant, Actor.parse("user:ada"), event);
    }

    public TestLog add(String tenant, Actor actor, Event event) {
        now = now.plus(Duration.ofMinutes(1));
        long sequence = sequences.merge(tenant, 1L, Long::sum);
        byte[] payload = EventCodec.payload(event);
        EventEnvelope unsigned = new EventEnvelope(
                "cmd-" + sequence + ".1",
                Event.TYPES.typeOf(event),
                new TenantId(tenant),
                event.subject(),
                sequence,
                revisions.merge(tenant + event.subject(), 1L, Long::sum),
                now,
                actor,
                "cmd-" + sequence,
                null,
                hashes.getOrDefault(tenant, HashChain.GENESIS),
                "");
        EventEnvelope envelope = unsigned.signed(chain.hash(unsigned, payload));
        hashes.put(tenant, envelope.hash());
        records.add(record(Topics.EVENTS, tenant, payload, EventCodec.headers(envelope)));
        return this;
    }

    private ConsumerRecord<byte[], byte[]> record(
            String topic, String tenant, byte[] value, org.apache.kafka.common.header.Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                // every third offset is a marker's
                records.size() + records.size() / 2L,
                now.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                tenant.getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    /** A record of the results topic. */
    public TestLog addResult(String tenant, @Nullable String actor, CommandResult result) {
        RecordHeaders headers = new RecordHeaders();
        if (actor != null) {
            headers.add(HeaderNames.ACTOR, actor.getBytes(StandardCharsets.UTF_8));
        }
        records.add(record(Topics.RESULTS, tenant, Json.EVENTS.writeValueAsBytes(result), headers));
        return this;
    }

    /** A record that no version reads. */
    public TestLog addDamaged(String tenant) {
        records.add(record(Topics.EVENTS, tenant, "{}".getBytes(StandardCharsets.UTF_8), new RecordHeaders()));
        return this;
    }

    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Goes on at another time. */
    public TestLog at(Instant time) {
        now = time;
        return this;
    }

    public Instant now() {
        return now;
    }
}
