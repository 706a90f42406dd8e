package org.buyledger.command.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.operations.Metrics;
import org.junit.jupiter.api.Test;

class CommandMetricsTest {
    private final PrometheusMeterRegistry registry = Metrics.create("command-service");
    private final CommandMetrics metrics = new CommandMetrics(registry);

    private List<String> exposed(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .toList();
    }

    @Test
    void decisions_are_counted_in_a_few_buckets() {
        metrics.handled(new Handled(List.of(), "none", Outcome.REJECTED), 300_000);
        metrics.handled(
                new Handled(List.of(), "none", Outcome.REJECTED),
                Duration.ofMillis(3).toNanos());

        assertThat(exposed("buyledger_command_decision_seconds_bucket"))
                .hasSizeLessThanOrEqualTo(10)
                .contains(
                        "buyledger_command_decision_seconds_bucket{service=\"command-service\",le=\"1.0E-4\"} 0",
                        "buyledger_command_decision_seconds_bucket{service=\"command-service\",le=\"5.0E-4\"} 1",
                        "buyledger_command_decision_seconds_bucket{service=\"command-service\",le=\"0.005\"} 2");
    }

    @Test
    void types_that_senders_make_up_share_one_label() {
        metrics.handled(new Handled(List.of(), "org.buyledger.create_media_buy.v1", Outcome.ACCEPTED), 1);
        metrics.handled(new Handled(List.of(), "made.up.1", Outcome.REJECTED), 1);
        metrics.handled(new Handled(List.of(), "made.up.2", Outcome.REJECTED), 1);

        assertThat(exposed("buyledger_commands_total"))
                .containsExactlyInAnyOrder(
                        "buyledger_commands_total{outcome=\"accepted\",service=\"command-service\",type=\"create_media_buy.v1\"} 1.0",
                        "buyledger_commands_total{outcome=\"rejected\",service=\"command-service\",type=\"other\"} 2.0");
    }
}
