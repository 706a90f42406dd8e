package org.buyledger.standalone.endtoend;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.tenancy.TenantId;

/** Sends create_media_buy commands at a steady rate until it is closed, and knows which of them Kafka has acknowledged. */
final class Load implements AutoCloseable {
    private final Queue<CommandRecord> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param tokens the buyers' tokens, by their tenants
     * @param pause between two commands
     */
    Load(String kafka, Map<TenantId, String> tokens, Duration pause) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("delivery.timeout.ms", 180_000);
        config.put("request.timeout.ms", 5_000);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        List<Map.Entry<TenantId, String>> senders = List.copyOf(tokens.entrySet());
        thread = Thread.ofPlatform().name("load").start(() -> send(senders, pause));
    }

    private void send(List<Map.Entry<TenantId, String>> senders, Duration pause) {
        for (int i = 0; !stopped.get(); i++) {
            Map.Entry<TenantId, String> sender = senders.get(i % senders.size());
            CommandRecord command = new CommandRecord(
                    "load-" + i,
                    "org.buyledger.create_media_buy.v1",
                    sender.getKey(),
                    sender.getValue(),
                    null,
                    // every seventh is refused
                    Client.createMediaBuy("LOAD-KEY-0000000-" + i).replace("5000", i % 7 == 0 ? "1" : "5000"));
            var _ = producer.send(command.toKafka(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.add(command);
                }
            });
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Stops, waits until Kafka has answered for all, and tells which commands it has. */
    List<CommandRecord> stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
        producer.flush();
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stopped.set(true);
        producer.close(Duration.ofSeconds(10));
    }
}
