package org.buyledger.benchmarks.commands;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.benchmarks.Up;

/**
 * All that was measured.
 *
 * @param kafka the version of Kafka
 * @param fsyncMillis how long it takes until 4 kB more of a file are on the disk
 * @param projectedPerSecond events and results that the projector applied, while commands were decided and after
 */
record Report(
        Machine machine,
        String kafka,
        Sample fsyncMillis,
        List<Saturation.Result> saturated,
        Latency.Result latency,
        double projectedPerSecond,
        Limits limits) {

    String text() {
        return "%s\n%s\n%s\n%s\n%s\n".formatted(where(), saturation(), latencies(), broker(), written());
    }

    private String where() {
        return """
            %s, Kafka %s
            4 kB to the disk (fsync): p50 %s ms, p99 %s ms
            """.formatted(machine, kafka, two(fsyncMillis.median()), two(fsyncMillis.percentile(99)));
    }

    private String saturation() {
        Table table = new Table("saturated", "commands/s", "of the copy", "each run", "service us", "broker us");
        for (Saturation.Result result : saturated) {
            Saturation.Run run = result.median();
            table.row(
                    result.name(),
                    whole(run.perSecond()),
                    percent(run.perSecond() / limits.copied().median()),
                    result.runs().stream().map(r -> whole(r.perSecond())).collect(Collectors.joining(" ")),
                    whole(run.cpuMicros().getOrDefault(Up.COMMAND_SERVICE, 0.0)),
                    whole(run.cpuMicros().getOrDefault(Up.KAFKA, 0.0)));
        }
        return table
                + "every command was accepted; %s commands a run; the projector applies %s records/s%n"
                        .formatted(whole(saturated.getFirst().runs().getFirst().commands()), whole(projectedPerSecond));
    }

    private String latencies() {
        return new Table("at " + latency.perSecond() + " commands/s, ms", "p50", "p90", "p99", "max")
                .row(row("command -> committed event", latency.toEvent()))
                .row(row("command -> visible over REST", latency.toRest()))
                .row(row("one transaction alone", limits.transactionMillis()))
                .toString();
    }

    private static Object[] row(String name, Sample millis) {
        return new Object[] {
            name, two(millis.median()), two(millis.percentile(90)), two(millis.percentile(99)), two(millis.max())
        };
    }

    private String broker() {
        return new Table("the broker's own limit", "commands/s", "min", "max")
                .row(
                        "produce the commands alone",
                        whole(limits.produced().median()),
                        whole(limits.produced().min()),
                        whole(limits.produced().max()))
                .row(
                        "copy: read, write as much",
                        whole(limits.copied().median()),
                        whole(limits.copied().min()),
                        whole(limits.copied().max()))
                .toString();
    }

    private String written() {
        Table table = new Table("written for a command", "records", "bytes");
        limits.written().forEach(w -> table.row(w.topic(), two(w.records()), whole(w.bytes())));
        return table.toString();
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
    }
}
