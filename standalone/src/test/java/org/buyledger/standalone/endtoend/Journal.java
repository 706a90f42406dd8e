package org.buyledger.standalone.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.events.tenancy.TenantId;

/** Writes events as command-service does, in transactions and in chains, without deciding anything. */
final class Journal implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final HashChain chain = new HashChain();
    private final Map<String, Long> revisions = new HashMap<>();
    private final Map<String, EventEnvelope> heads = new HashMap<>();

    Journal(String kafka, int partitions) {
        this.partitions = partitions;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "journal",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.LARGEST_RECORD),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Writes events of one tenant in a transaction. */
    void write(String tenant, Event... events) {
        producer.beginTransaction();
        for (Event event : events) {
            add(tenant, event);
        }
        producer.commitTransaction();
    }

    /** What is added between these two is one transaction. */
    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    /** Writes an event that is never committed, and leaves its hole in the offsets. */
    void writeInVain(String tenant, Event event) {
        producer.beginTransaction();
        send(tenant, EventCodec.payload(event), EventCodec.headers(next(tenant, event)));
        producer.flush();
        producer.abortTransaction();
    }

    void add(String tenant, Event event) {
        EventEnvelope envelope = next(tenant, event);
        heads.put(tenant, envelope);
        revisions.put(tenant + event.subject(), envelope.revision());
        send(tenant, EventCodec.payload(event), EventCodec.headers(envelope));
    }

    /** Writes a record as it is, alone in a transaction. */
    void writeForeign(String tenant, byte[] payload, Headers headers) {
        producer.beginTransaction();
        send(tenant, payload, headers);
        producer.commitTransaction();
    }

    /** The envelope of a tenant's next event. */
    EventEnvelope next(String tenant, Event event) {
        EventEnvelope head = heads.get(tenant);
        long sequence = head == null ? 1 : head.sequence() + 1;
        EventEnvelope unsigned = new EventEnvelope(
                "cmd-" + sequence + ".1",
                Event.TYPES.typeOf(event),
                new TenantId(tenant),
                event.subject(),
                sequence,
                revisions.getOrDefault(tenant + event.subject(), 0L) + 1,
                NOON.plusSeconds(sequence),
                Actor.parse("user:ada"),
                "cmd-" + sequence,
                null,
                head == null ? HashChain.GENESIS : head.hash(),
                "");
        return unsigned.signed(chain.hash(unsigned, EventCodec.payload(event)));
    }

    /** The number of a tenant's newest event. */
    long sequence(String tenant) {
        EventEnvelope head = heads.get(tenant);
        return head == null ? 0 : head.sequence();
    }

    private void send(String tenant, byte[] payload, Headers headers) {
        byte[] key = tenant.getBytes(StandardCharsets.UTF_8);
        var _ = producer.send(new ProducerRecord<>(
                Topics.EVENTS, Partitions.of(key, partitions), NOON.toEpochMilli(), key, payload, headers));
    }

    @Override
    public void close() {
        producer.close();
    }
}
