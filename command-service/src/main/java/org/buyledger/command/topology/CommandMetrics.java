package org.buyledger.command.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.WireTypes;

/** Counts commands and times decisions. */
final class CommandMetrics {
    /** The buckets that decisions are counted in: most take well under a millisecond. */
    private static final Duration[] BOUNDS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    private final Timer decision;
    private final Counter forwarded;
    private final Map<Key, Counter> commands = new ConcurrentHashMap<>();

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
        decision = Timer.builder("buyledger.command.decision")
                .description("Time from a command's bytes to its events and result, its commit not included")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        forwarded = Counter.builder("buyledger.commands.forwarded")
                .description("Commands that arrived on another partition than their key's")
                .register(registry);
    }

    private record Key(String type, Outcome outcome) {}

    void handled(Handled handled, long nanos) {
        decision.record(nanos, TimeUnit.NANOSECONDS);
        commands.computeIfAbsent(new Key(handled.type(), handled.outcome()), this::counter)
                .increment();
    }

    private Counter counter(Key key) {
        // A sender can make up types; a label for each would never end.
        String type =
                Command.TYPES.find(key.type()).isPresent() ? key.type().substring(WireTypes.PREFIX.length()) : "other";
        return Counter.builder("buyledger.commands")
                .description("Commands handled, by type and outcome")
                .tag("type", type)
                .tag("outcome", key.outcome().wire())
                .register(registry);
    }

    void forwarded() {
        forwarded.increment();
    }
}
