package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Up;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Topics;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.client.EventCodec;

/**
 * How long a command takes while few are sent. Commands are sent at fixed times, whatever became of those before, and every
 * time is counted from when the command was to be sent: one that has to wait for a slow one before it counts as slow too.
 */
final class Latency {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Up up;
    private final Clients clients;
    private final List<Publisher> publishers;
    /** When each command was to be sent, by its id. */
    private final Map<String, Long> due = new ConcurrentHashMap<>();

    private final Map<String, Publisher> senders = new ConcurrentHashMap<>();
    private final Queue<Long> toEvent = new ConcurrentLinkedQueue<>();
    private final Queue<Long> toRest = new ConcurrentLinkedQueue<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Latency(Up up, List<Publisher> publishers) {
        this.up = up;
        this.clients = new Clients(up.bootstrap());
        this.publishers = publishers;
    }

    /**
     * Milliseconds from the time when a command was to be sent.
     *
     * @param perSecond how many were sent
     * @param toEvent until a consumer of committed records had its event
     * @param toRest until a GET of the media buy, sent at that moment with the event's position, was answered
     * @param retries how many answers of these were 503, so that the request was sent again
     */
    record Result(int perSecond, Sample toEvent, Sample toRest, int retries) {}

    /** Sends for so long at such a rate; {@code run} names the commands. */
    Result measure(String run, int perSecond, int seconds) throws InterruptedException, Failed {
        int commands = perSecond * seconds;
        AtomicBoolean stopped = new AtomicBoolean();
        try (KafkaConsumer<byte[], byte[]> events = clients.consumer();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<TopicPartition> partitions = Clients.partitions(events, Topics.EVENTS);
            events.assign(partitions);
            events.seekToEnd(partitions);
            partitions.forEach(events::position);
            Thread watcher = Thread.ofPlatform().name("events").start(() -> watch(events, run, stopped, http, readers));
            send(run, perSecond, commands);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (toRest.size() + failures.size() < commands && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            stopped.set(true);
            watcher.join();
        }
        if (!failures.isEmpty() || toRest.size() < commands) {
            throw new Failed("Of %d commands %d were seen as events and %d over REST within %s. %s"
                    .formatted(
                            commands,
                            toEvent.size(),
                            toRest.size(),
                            PATIENCE,
                            failures.stream().findFirst().orElse("")));
        }
        return new Result(perSecond, millis(toEvent), millis(toRest), retries.get());
    }

    private static Sample millis(Queue<Long> nanos) {
        return new Sample(nanos.stream().mapToDouble(n -> n / 1e6).toArray());
    }

    private void send(String run, int perSecond, int commands) {
        try (KafkaProducer<byte[], byte[]> producer = clients.prompt()) {
            producer.partitionsFor(Topics.COMMANDS);
            long begin = System.nanoTime() + Duration.ofMillis(100).toNanos();
            for (int i = 0; i < commands; i++) {
                long at = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
                CommandRecord command = Workload.CREATE.command(publishers, run, i);
                String key = key(command.tenant().value(), command.id());
                senders.put(key, publishers.get(i % publishers.size()));
                due.put(key, at);
                while (System.nanoTime() < at) {
                    LockSupport.parkNanos(at - System.nanoTime());
                }
                var _ = producer.send(command.toKafka());
            }
        }
    }

    private void watch(
            KafkaConsumer<byte[], byte[]> events,
            String run,
            AtomicBoolean stopped,
            HttpClient http,
            ExecutorService readers) {
        while (!stopped.get()) {
            for (ConsumerRecord<byte[], byte[]> record : events.poll(Duration.ofMillis(100))) {
                long now = System.nanoTime();
                EventEnvelope event = EventCodec.envelope(record);
                Long sent = due.get(key(event.tenant().value(), event.causationId()));
                if (sent != null && event.causationId().startsWith(run + "-")) {
                    toEvent.add(now - sent);
                    readers.execute(() -> read(http, event, sent));
                }
            }
        }
    }

    private void read(HttpClient http, EventEnvelope event, long sent) {
        Publisher publisher = senders.get(key(event.tenant().value(), event.causationId()));
        HttpRequest request = HttpRequest.newBuilder(
                        up.rest("/v1/media-buys/" + event.subject().id()))
                .header(
                        "Authorization",
                        "Bearer " + java.util.Objects.requireNonNull(publisher).buyerToken())
                .header("Buyledger-Min-Position", Long.toString(event.sequence()))
                .header("Prefer", "wait=10")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            while (answer.statusCode() == 503) {
                retries.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(10);
                answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            }
            if (answer.statusCode() == 200) {
                toRest.add(System.nanoTime() - sent);
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String key(String tenant, String commandId) {
        return tenant + " " + commandId;
    }
}
