package org.buyledger.benchmarks.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;

/** Commands at a steady rate, in order, none of which is given up while Kafka is away. */
final class Load implements AutoCloseable {
    static final String RUN = "faults";

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Thread thread;

    /** Begins at once. */
    Load(Clients clients, List<Publisher> publishers, int perSecond) {
        producer = clients.producer(Map.of("delivery.timeout.ms", 600_000, "request.timeout.ms", 5_000));
        thread = Thread.ofPlatform().name("load").start(() -> send(publishers, 1_000_000_000L / perSecond));
    }

    private void send(List<Publisher> publishers, long pauseNanos) {
        while (!stopped.get()) {
            int number = sent.getAndIncrement();
            var _ = producer.send(Workload.MIX.command(publishers, RUN, number).toKafka(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
            LockSupport.parkNanos(pauseNanos);
        }
    }

    /** Stops, and waits until Kafka has acknowledged all; how many those are. */
    int stop() throws InterruptedException, Failed {
        stopped.set(true);
        thread.join();
        producer.flush();
        if (acknowledged.get() != sent.get()) {
            throw new Failed(
                    "Kafka acknowledged %d of %d commands; what became of the others nobody knows, so nothing can be checked."
                            .formatted(acknowledged.get(), sent.get()));
        }
        return sent.get();
    }

    @Override
    public void close() {
        stopped.set(true);
        producer.close();
    }
}
