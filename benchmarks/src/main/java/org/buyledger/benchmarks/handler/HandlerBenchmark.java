package org.buyledger.benchmarks.handler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.buyledger.benchmarks.Output;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.benchmarks.handler.HandlerRun.Cost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code benchmarks/run handler}: what a command costs before any of it reaches Kafka. */
@Command(
        name = "handler",
        description =
                "Processor time and memory for each kind of command in the handler alone, on one thread, from the bytes of the command to those of its events and result.")
public final class HandlerBenchmark implements Callable<Integer> {
    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "3",
            description = "JVMs, one after another. Default: 3.")
    private int forks;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = "Batches of each kind that are not counted. Default: 10.")
    private int warmUp;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "15",
            description = "Batches of each kind, of " + HandlerRun.BATCH + " commands, that are. Default: 15.")
    private int batches;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Where to keep the flight recording of the last JVM, for `jfr view hot-methods FILE`.")
    private @Nullable Path profile;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            costs.addAll(fork());
        }
        print(costs);
        return 0;
    }

    /** Runs a JVM like the service's, with more memory because its store is there too. */
    private List<Cost> fork() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-XX:+UseSerialGC"));
        if (profile != null) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + profile.toAbsolutePath());
            command.add("-Xlog:jfr*=off");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HandlerRun.class.getName(),
                Integer.toString(warmUp),
                Integer.toString(batches)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The measuring JVM failed; what it says is above.");
            }
            return lines.stream().map(Cost::parse).toList();
        } finally {
            process.destroy();
        }
    }

    private void print(List<Cost> costs) {
        Table table = new Table("", "median us", "min us", "max us", "kB allocated");
        ArrayNode json = JsonMapper.shared().createArrayNode();
        for (Case one : Case.values()) {
            List<Cost> those = costs.stream().filter(cost -> cost.what() == one).toList();
            Sample micros =
                    new Sample(those.stream().mapToDouble(c -> c.nanos() / 1e3).toArray());
            Sample kilobytes =
                    new Sample(those.stream().mapToDouble(c -> c.bytes() / 1e3).toArray());
            table.row(one.title(), one(micros.median()), one(micros.min()), one(micros.max()), one(kilobytes.median()));
            json.addObject()
                    .put("command", one.title())
                    .put("batches", micros.size())
                    .put("median_us", micros.median())
                    .put("min_us", micros.min())
                    .put("max_us", micros.max())
                    .put("allocated_kb", kilobytes.median());
        }
        System.out.print(output == Output.json ? json.toPrettyString() + "\n" : table.toString());
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
