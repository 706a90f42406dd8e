package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Output;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Up;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;
import org.buyledger.events.CommandResult;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run commands}. */
@Command(
        name = "commands",
        description =
                "Commands a second, latency at a steady rate, and the broker's own limit, of a `buyledger up` of its"
                        + " own.")
public final class CommandsBenchmark implements Callable<Integer> {
    /** Of the embedded broker's topics. */
    private static final int PARTITIONS = 4;

    private static final int WARM_UP_RUN = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "About how long each saturated run takes. Default: 5.")
    private int seconds;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "Runs of each kind. Default: 3.")
    private int runs;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "90",
            description =
                    "Seconds of full load, and then as many of steady load, before anything is measured. Default: 90.")
    private int warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Commands a second while latency is measured. Default: 50.")
    private int rate;

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long latency is measured. Default: 30.")
    private int latencySeconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where `up` keeps its data, on the disk to be measured; deleted before and after. Default:"
                    + " benchmarks/target/data.")
    private @Nullable Path data;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Keeps a flight recording of command-service under saturation.")
    private @Nullable Path profile;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException, Failed {
        Path home = Path.of(System.getProperty("buyledger.home", ""));
        Path folder = data == null ? home.resolve("benchmarks/target/data") : data;
        Machine machine = Machine.look();
        Sample fsync = Disk.fsyncMillis(
                Objects.requireNonNull(folder.toAbsolutePath().getParent(), "--data is the root of a disk"));
        say("starting Buyledger");
        Report report;
        try (Up up = Up.start(home.resolve("buyledger"), folder)) {
            report = measure(up, machine, fsync);
        }
        System.out.print(
                output == Output.json
                        ? Json.EVENTS.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n"
                        : report.text());
        return 0;
    }

    private Report measure(Up up, Machine machine, Sample fsync)
            throws IOException, ExecutionException, InterruptedException, Failed {
        List<Publisher> many = Publisher.spread(PARTITIONS, 2);
        List<Publisher> one = many.subList(0, 1);
        setUp(up, many);
        Saturation saturation = new Saturation(up);
        int commands = warmUp(up, saturation, many);
        Latency.Result latency = latency(up, many);
        List<Saturation.Result> saturated = new ArrayList<>();
        say("saturated, " + commands + " commands a run");
        double projected = up.metric(PROJECTED);
        long begin = System.nanoTime();
        saturated.add(saturation.measure("create, all at work", Workload.CREATE, many, commands, runs));
        awaitProjector(up);
        double projectedPerSecond = (up.metric(PROJECTED) - projected) / ((System.nanoTime() - begin) / 1e9);
        up.signal(Up.PROJECTOR, "STOP");
        try {
            Recording recording = profile == null ? null : Recording.start(up.process(Up.COMMAND_SERVICE), profile);
            saturated.add(saturation.measure("create, 8 tenants", Workload.CREATE, many, commands, runs));
            if (recording != null) {
                recording.stop();
            }
            saturated.add(saturation.measure("create, 1 tenant", Workload.CREATE, one, commands, runs));
            saturated.add(saturation.measure("mix, 8 tenants", Workload.MIX, many, commands, runs));
            Limits limits = limits(up, many, saturated.get(1), commands);
            return new Report(
                    machine, AppInfoParser.getVersion(), fsync, saturated, latency, projectedPerSecond, limits);
        } finally {
            up.signal(Up.PROJECTOR, "CONT");
        }
    }

    private static final String PROJECTED = "buyledger_projection_records_total";

    /**
     * Makes tenants.
     *
     * @throws Failed when a command has no result in time, or is refused
     */
    public static void setUp(Up up, List<Publisher> publishers) throws IOException, Failed {
        say("making " + publishers.size() + " tenants");
        try (CommandClient client = new CommandClient(Map.of("bootstrap.servers", up.bootstrap()))) {
            for (Publisher publisher : publishers) {
                for (CommandRecord command : publisher.setUp(up.rootToken())) {
                    CommandResult result = client.send(command, Duration.ofSeconds(60))
                            .orElseThrow(() -> new Failed("No result of " + command.id() + " came within 60 s."));
                    if (result.error() != null) {
                        throw new Failed("%s was refused: %s".formatted(command.id(), result.error()));
                    }
                }
            }
        }
    }

    /** Until the compiler has seen everything; returns how many commands a measured run should have. */
    private int warmUp(Up up, Saturation saturation, List<Publisher> publishers)
            throws IOException, ExecutionException, InterruptedException, Failed {
        say("warming up for " + warmUp + " s");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
        double perSecond;
        do {
            saturation.run(Workload.MIX, publishers, WARM_UP_RUN);
            perSecond = saturation.run(Workload.CREATE, publishers, WARM_UP_RUN).perSecond();
        } while (System.nanoTime() < end);
        awaitProjector(up);
        return Math.max(WARM_UP_RUN, (int) (perSecond * seconds));
    }

    private Latency.Result latency(Up up, List<Publisher> publishers) throws InterruptedException, Failed {
        // The projector and the query service are at work only now, and so is the compiler for them.
        say("steady load for %d s".formatted(warmUp));
        new Latency(up, publishers).measure("lw", rate, warmUp);
        say("latency at %d commands/s for %d s".formatted(rate, latencySeconds));
        return new Latency(up, publishers).measure("l", rate, latencySeconds);
    }

    private static void awaitProjector(Up up) throws IOException, InterruptedException {
        double before = -1;
        while (up.metric("buyledger_projection_lag_events") > 0 || up.metric(PROJECTED) > before) {
            before = up.metric(PROJECTED);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private Limits limits(Up up, List<Publisher> publishers, Saturation.Result like, int commands)
            throws ExecutionException, InterruptedException {
        say("the broker's own limit");
        Clients clients = new Clients(up.bootstrap());
        List<Template> all = Saturation.TOPICS.stream()
                .map(topic ->
                        Template.of(clients, topic, like.median().records().getOrDefault(topic, 0.0)))
                .toList();
        List<Template> written = all.subList(1, all.size());
        BrokerLimit broker = new BrokerLimit(clients, publishers, written, PARTITIONS);
        Sample transaction = broker.transaction(all.get(Saturation.TOPICS.indexOf(Topics.EVENTS)));
        broker.produce(commands, 1);
        Sample produce = broker.produce(commands, runs);
        broker.copy(written, commands, 1);
        Sample copy = broker.copy(written, commands, runs);
        return new Limits(
                produce, copy, transaction, all.stream().map(Limits.Written::of).toList());
    }

    private static void say(String text) {
        System.err.println(text + " ...");
    }
}
