package org.buyledger.events.client;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Whether Kafka's clients have a broker to talk to. They themselves never say so: they try again until they have. */
public final class Connections {
    private static final Set<String> CLIENTS = Set.of("consumer-metrics", "producer-metrics");

    private Connections() {}

    /**
     * Whether any of some clients is connected.
     *
     * @param metrics those of the clients, as {@code KafkaConsumer.metrics()} or {@code KafkaStreams.metrics()} returns them
     */
    public static boolean isAnyOpen(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count")
                        && CLIENTS.contains(entry.getKey().group())
                        && !isAtRest(entry.getKey()))
                .anyMatch(entry -> entry.getValue().metricValue() instanceof Number count && count.longValue() > 0);
    }

    /** Kafka Streams polls this one only while it restores state; in between it does not notice that a broker has gone. */
    private static boolean isAtRest(MetricName metric) {
        return metric.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }
}
