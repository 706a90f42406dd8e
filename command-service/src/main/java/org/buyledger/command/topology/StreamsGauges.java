package org.buyledger.command.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** Those of Kafka Streams' own figures that say how the service is doing. */
public final class StreamsGauges {
    private static final Map<String, String> FIGURES = Map.of(
            "commit-latency-avg", "Milliseconds that a commit takes, on average over 30 s",
            "commit-latency-max", "Milliseconds that the slowest commit of the last 30 s took",
            "commit-rate", "Commits a second",
            "process-rate", "Records processed a second");

    private StreamsGauges() {}

    /** Registers a gauge for each figure: the largest over the stream threads. */
    public static void register(MeterRegistry registry, KafkaStreams streams) {
        FIGURES.forEach((name, meaning) -> Gauge.builder(
                        "buyledger.streams." + name.replace('-', '.'), streams, s -> largest(s, name))
                .description(meaning)
                .register(registry));
    }

    private static double largest(KafkaStreams streams, String name) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("stream-thread-metrics"))
                .map(metric -> metric.metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }
}
