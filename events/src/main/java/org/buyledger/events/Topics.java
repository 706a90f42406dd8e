package org.buyledger.events;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The four topics and the settings without which they would not keep their promises. */
public final class Topics {
    public static final String COMMANDS = "mediabuy.commands.v1";
    public static final String EVENTS = "mediabuy.events.v1";
    public static final String RESULTS = "mediabuy.results.v1";
    public static final String DEAD_LETTERS = "mediabuy.commands.dlq.v1";

    /** The largest command, in bytes of its value; a larger one is refused with a result. */
    public static final int LARGEST_COMMAND = 1_000_000;

    /**
     * The largest record that we write. An event repeats what its command said and adds to it, and a command may arrive
     * compressed, so this is well above {@link #LARGEST_COMMAND}.
     */
    public static final int LARGEST_RECORD = 8 * 1024 * 1024;

    /** How long a command can stay readable: its retention and the time until its segment is rolled. */
    public static final Duration COMMAND_RETENTION = Duration.ofDays(14);

    private Topics() {}

    /**
     * A topic as it must be.
     *
     * @param name its name
     * @param settings its settings, by Kafka's names; a different value on the broker is drift
     */
    public record Spec(String name, Map<String, String> settings) {}

    public static List<Spec> all() {
        return List.of(
                spec(COMMANDS, COMMAND_RETENTION.toMillis(), "producer"),
                // Kept for ever, so it is worth to compress them; whoever reads them needs a client that knows LZ4.
                spec(EVENTS, -1, "lz4"),
                // For every sender to read, and some clients know no compression, or gzip alone.
                spec(RESULTS, Duration.ofDays(7).toMillis(), "uncompressed"),
                spec(DEAD_LETTERS, Duration.ofDays(30).toMillis(), "producer"));
    }

    private static Spec spec(String name, long retentionMs, String compression) {
        return new Spec(
                name,
                Map.ofEntries(
                        entry("cleanup.policy", "delete"),
                        entry("retention.ms", Long.toString(retentionMs)),
                        entry("retention.bytes", "-1"),
                        entry("max.message.bytes", Integer.toString(LARGEST_RECORD)),
                        entry("message.timestamp.type", "CreateTime"),
                        entry("compression.type", compression)));
    }
}
