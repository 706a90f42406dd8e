package org.buyledger.benchmarks.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.KafkaException;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.benchmarks.Up;
import org.buyledger.benchmarks.commands.Answers;
import org.buyledger.benchmarks.commands.CommandsBenchmark;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.migrations.Database;
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Projector;
import org.buyledger.projector.verify.Chains;
import org.buyledger.projector.verify.EventLog;
import org.buyledger.projector.verify.TableVerification;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run faults}. */
@Command(
        name = "faults",
        description =
                "Kills and freezes the processes of a `buyledger up` of its own, and cuts a projector's connections, while"
                        + " commands come in; then checks that nothing is lost, doubled or out of order.")
public final class FaultsBenchmark implements Callable<Integer> {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long faults go on. Default: 10.")
    private int minutes;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "100", description = "Commands a second. Default: 100.")
    private int rate;

    @Option(names = "--seed", paramLabel = "N", description = "Of an earlier run, to do the same faults again.")
    private @Nullable Long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, Failed {
        // Of the projector in this process, which is cut off all the time.
        System.setProperty("BUYLEDGER_LOG_LEVEL", "ERROR");
        long chosen = seed == null ? new Random().nextLong() : seed;
        Path home = Path.of(System.getProperty("buyledger.home", ""));
        System.out.println(Machine.look() + ", seed " + chosen);
        try (Up up = Up.start(home.resolve("buyledger"), home.resolve("benchmarks/target/faults"))) {
            run(up, new Random(chosen));
        }
        return 0;
    }

    private void run(Up up, Random random) throws IOException, InterruptedException, Failed {
        Clients clients = new Clients(up.bootstrap());
        List<Publisher> publishers = Publisher.spread(PARTITIONS, 2);
        CommandsBenchmark.setUp(up, publishers);
        int port = URI.create(up.jdbcUrl().substring("jdbc:".length())).getPort();
        try (Answers answers = new Answers(clients);
                CuttingProxy proxy = new CuttingProxy(port, new Random(random.nextLong()));
                Projector _ = Projector.start(settings(up, up.jdbcUrl().replace(":" + port, ":" + proxy.port())));
                Database database = new Database(settings(up, up.jdbcUrl()));
                PositionWatch watch = new PositionWatch(database);
                Load load = new Load(clients, publishers, rate)) {
            Map<Fault, Sample> seconds = strike(up, clients, database, random);
            int commands = load.stop();
            await(
                    commands + " commands are answered",
                    () -> Progress.look(clients, database).answered() >= commands);
            check(up, database, watch.stop());
            answers.check(Load.RUN, commands);
            Table table = new Table("fault", "times", "median s to recover", "longest");
            seconds.forEach((fault, sample) -> table.row(
                    fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    sample.size(),
                    "%.1f".formatted(sample.median()),
                    "%.1f".formatted(sample.max())));
            System.out.print(table);
            System.out.printf(
                    "%d connections were cut; %d commands have one result each; positions were looked at %d times and never went"
                            + " back%n",
                    proxy.cuts(), commands, watch.looks());
        }
    }

    private static Settings settings(Up up, String jdbcUrl) {
        return new Settings(Map.of(
                "BUYLEDGER_KAFKA_BOOTSTRAP",
                up.bootstrap(),
                "BUYLEDGER_DB_URL",
                jdbcUrl,
                "BUYLEDGER_DB_PASSWORD_FILE",
                up.folder().resolve("postgres.password").toString(),
                "BUYLEDGER_OPERATIONS_PORT",
                "0"));
    }

    /** One fault after another; the seconds that it took each time until commands were decided and projected again. */
    private Map<Fault, Sample> strike(Up up, Clients clients, Database database, Random random)
            throws IOException, InterruptedException, Failed {
        Map<Fault, DoubleStream.Builder> seconds = new EnumMap<>(Fault.class);
        List<Fault> faults = List.of(Fault.values());
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() - end < 0) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            System.err.println(fault);
            Progress before = Progress.look(clients, database);
            fault.strike(up, random);
            long struck = System.nanoTime();
            await(fault + " is over", () -> Progress.look(clients, database).isPast(before, rate));
            seconds.computeIfAbsent(fault, f -> DoubleStream.builder()).add((System.nanoTime() - struck) / 1e9);
            // `up` gives up when a process dies six times within a minute.
            TimeUnit.MILLISECONDS.sleep(8_000 + random.nextInt(8_000));
        }
        Map<Fault, Sample> samples = new EnumMap<>(Fault.class);
        seconds.forEach(
                (fault, values) -> samples.put(fault, new Sample(values.build().toArray())));
        return samples;
    }

    /** What may take a while after a fault, and fails as long as a server is away. */
    private interface Condition {
        boolean holds() throws Failed;
    }

    private static void await(Object what, Condition condition) throws InterruptedException, Failed {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (DataAccessException | KafkaException e) {
                // It is not back yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new Failed("After %d minutes not yet: %s".formatted(PATIENCE.toMinutes(), what));
    }

    /** Whether log and tables are what they must be. */
    private static void check(Up up, Database database, List<String> back) throws InterruptedException, Failed {
        if (!back.isEmpty()) {
            throw new Failed("A reader saw positions go back: " + back);
        }
        try (EventLog log = new EventLog(Map.of("bootstrap.servers", up.bootstrap()), null)) {
            Chains chains = new Chains(log.partitions());
            log.readAll((partition, records, next) -> records.forEach(chains::add), (read, of) -> {});
            if (!chains.faults().isEmpty()) {
                throw new Failed("Chains are not whole: " + chains.faults().values());
            }
            long events = chains.heads().values().stream()
                    .mapToLong(Chains.Head::sequence)
                    .sum();
            await(events + " events are projected", () -> Progress.projected(database) == events);
            TableVerification.Report report =
                    new TableVerification(database, log, Projections.all(), null).run(5, (read, of) -> {});
            if (report.different() > 0 || !report.withheld().isEmpty()) {
                throw new Failed("Tables are not a fold of the log: " + report.tables());
            }
            System.out.printf(
                    "%d events of %d tenants: every chain is whole, every row as the log makes it%n",
                    chains.events(), chains.tenants());
        }
    }
}
