package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.operations.Metrics;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private final PrometheusMeterRegistry registry = Metrics.create("projector");
    private final Progress progress = new Progress(registry);

    private List<String> exposed(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .toList();
    }

    @Test
    void batches_are_counted_in_a_few_buckets() {
        progress.applied(EVENTS, 3, 0, Duration.ofMillis(7).toNanos());
        progress.applied(EVENTS, 2_000, 0, Duration.ofMillis(700).toNanos());

        assertThat(exposed("buyledger_projection_batch_seconds_bucket"))
                .hasSizeLessThanOrEqualTo(10)
                .contains(
                        "buyledger_projection_batch_seconds_bucket{service=\"projector\",le=\"0.005\"} 0",
                        "buyledger_projection_batch_seconds_bucket{service=\"projector\",le=\"0.01\"} 1",
                        "buyledger_projection_batch_seconds_bucket{service=\"projector\",le=\"1.0\"} 2");
    }

    @Test
    void lag_is_that_of_the_events_and_ends_with_the_partition() {
        progress.lag(EVENTS, 5);
        progress.lag(new TopicPartition(Topics.RESULTS, 0), 7);
        assertThat(progress.lag()).isEqualTo(5);

        progress.revoked(EVENTS);
        assertThat(progress.lag()).isZero();
    }

    @Test
    void a_partition_stands_still_until_something_of_it_is_applied() {
        progress.stopped(EVENTS, "offset 3: why");
        assertThat(progress.stopped()).isEqualTo(Map.of(EVENTS.toString(), "offset 3: why"));

        progress.applied(EVENTS, 1, 0, 1);
        assertThat(progress.stopped()).isEmpty();
    }

    @Test
    void before_it_consumes_nobody_says_that_no_broker_answers() {
        assertThat(progress.broker()).hasToString("not asked");

        progress.broker(Progress.Broker.SILENT);
        assertThat(progress.broker()).hasToString("no broker answers");
    }
}
