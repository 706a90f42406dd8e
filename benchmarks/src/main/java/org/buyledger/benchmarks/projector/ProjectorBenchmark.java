package org.buyledger.benchmarks.projector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Table;
import org.buyledger.benchmarks.Up;
import org.buyledger.benchmarks.projector.ProjectorRun.Tables;
import org.buyledger.benchmarks.workload.Publisher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run projector}. */
@Command(
        name = "projector",
        description = "Events a second from the topic into the read tables, beside COPY of the rows that result, with a"
                + " `buyledger up` of its own.")
public final class ProjectorBenchmark implements Callable<Integer> {
    /** Of the embedded broker's topics. */
    private static final int PARTITIONS = 4;

    /** What the launcher gives the command. */
    private static final String REBUILD_HEAP = "512m";

    /** What the topic is filled with. */
    enum Events {
        /** Media buys, each updated twice. */
        buys,
        /** What the commands of the mix lead to. */
        mix
    }

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "300000",
            description = "How many events the topic is filled with. Default: 300000.")
    private long events;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "buys",
            description =
                    "buys: media buys that are created and updated twice, 2,000 and 20,000 buys later; mix: of all"
                            + " kinds. Default: buys.")
    private Events kind = Events.buys;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Events that each JVM projects into a schema that is thrown away. Default: 60000.")
    private long warmUp;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "The projector's largest heap, as -Xmx takes it. Default: 512m, as under `up`.")
    private String heap = "512m";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Partitions that are applied at the same time. Default: as under `up`.")
    private @Nullable Integer workers;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where `up` keeps its data, on the disk to be measured; deleted before and after. Default:"
                    + " benchmarks/target/data.")
    private @Nullable Path data;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Keeps a flight recording of the projector that fills all tables.")
    private @Nullable Path profile;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("buyledger.home", ""));
        Path folder = data == null ? home.resolve("benchmarks/target/data") : data;
        System.out.println(Machine.look());
        say("starting Buyledger");
        try (Up up = Up.start(home.resolve("buyledger"), folder)) {
            for (String service : List.of(Up.COMMAND_SERVICE, Up.PROJECTOR, Up.QUERY_SERVICE)) {
                up.signal(service, "STOP");
            }
            try {
                measure(up);
            } finally {
                for (String service : List.of(Up.COMMAND_SERVICE, Up.PROJECTOR, Up.QUERY_SERVICE)) {
                    up.signal(service, "CONT");
                }
            }
        }
        return 0;
    }

    private void measure(Up up) throws Exception {
        List<Publisher> publishers = Publisher.spread(PARTITIONS, 2);
        Topic topic = new Topic(new Clients(up.bootstrap()));
        say("filling the topic");
        topic.fill(to -> {
            switch (kind) {
                case buys -> new BuysUpdatedTwice(publishers).write(events, to);
                case mix -> new DecidedMix(publishers).write(events, to);
            }
        });
        System.out.printf(Locale.ROOT, "%,d events of %d bytes in the mean%n%n", topic.events(), topic.meanBytes());
        say("consume and decode alone");
        topic.read();
        Measured read = topic.read();

        Databases databases = new Databases(up);
        Path rows = Files.createDirectories(up.folder().resolve("rows"));
        CopyLimit limit = new CopyLimit(databases, publishers, rows);
        Table table =
                new Table("", "events/s", "seconds", "of COPY's", "events for a row", "CPU s", "heap MB", "RSS MB");
        table.row("consume and decode", whole(read.perSecond()), two(read.seconds()), "", "", "", "", "");
        Table copies = new Table("COPY over two connections", "rows", "rows/s", "seconds");
        for (Tables tables : Tables.values()) {
            say("live, " + tables.title());
            Measured live = live(up, databases, tables, topic.events());
            say("COPY, " + tables.title());
            Measured copy = limit.measure(schema(tables), tables);
            row(table, "live, " + tables.title(), live, copy);
            copies.row(tables.title(), copy.events(), whole(copy.perSecond()), two(copy.seconds()));
            if (tables == Tables.ALL) {
                row(table, "rebuild for the first time", rebuiltFirst(up, databases), copy);
                row(table, "rebuild, all tables", rebuilt(up, databases, List.of(), archived(up)), copy);
            } else {
                row(
                        table,
                        "rebuild --table media_buys",
                        rebuilt(up, databases, List.of("media_buys"), archived(up)),
                        copy);
                databases.drop(schema(Tables.ALL));
            }
        }
        databases.drop(schema(Tables.MEDIA_BUYS));
        System.out.print(table + "\n" + copies);
    }

    private static void row(Table table, String title, Measured run, Measured copy) {
        table.row(
                title,
                whole(run.perSecond()),
                two(run.seconds()),
                two(run.seconds() / copy.seconds()),
                two(run.perSecond() / copy.perSecond()),
                two(run.cpuSeconds()),
                run.heapBytes() / 1_000_000,
                run.rssBytes() / 1_000_000);
    }

    private static String schema(Tables tables) {
        return "bench_" + tables.name().toLowerCase(Locale.ROOT);
    }

    /** Runs a JVM as `up` would. */
    private Measured live(Up up, Databases databases, Tables tables, long count)
            throws IOException, InterruptedException, Failed, SQLException {
        databases.checkpoint();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (workers != null) {
            command.add("-Dworkers=" + workers);
        }
        if (profile != null && tables == Tables.ALL) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + profile.toAbsolutePath());
            command.add("-Xlog:jfr*=off");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProjectorRun.class.getName()));
        command.addAll(ProjectorRun.arguments(
                up.bootstrap(), up.jdbcUrl(), databases.password(), schema(tables), tables, count, warmUp));
        try {
            return measured(command);
        } finally {
            databases.drop(schema(tables) + "_warm");
        }
    }

    /** Makes all tables again, and leaves an archive of classes for later ones, as the launcher has the first rebuild do. */
    private static Measured rebuiltFirst(Up up, Databases databases)
            throws IOException, InterruptedException, Failed, SQLException {
        List<String> record = List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-DisplayVMOutput",
                "-XX:AOTMode=record",
                "-XX:AOTConfiguration=" + classes(up));
        Measured measured = rebuilt(up, databases, List.of(), record);
        List<String> create = new ArrayList<>(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + classes(up)));
        create.addAll(archived(up));
        new ProcessBuilder(rebuild(up, databases, List.of(), create))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return measured;
    }

    private static Path classes(Up up) {
        return up.folder().resolve("rebuild.classes");
    }

    private static List<String> archived(Up up) {
        return List.of("-XX:AOTCache=" + up.folder().resolve("rebuild.aot"));
    }

    /** Makes tables again in the schema in which all are. */
    private static Measured rebuilt(Up up, Databases databases, List<String> tables, List<String> options)
            throws IOException, InterruptedException, Failed, SQLException {
        say("rebuild, " + (tables.isEmpty() ? "all tables" : String.join(", ", tables)));
        databases.checkpoint();
        return measured(rebuild(up, databases, tables, options));
    }

    /** The command of a JVM as the launcher starts it. */
    private static List<String> rebuild(Up up, Databases databases, List<String> tables, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + REBUILD_HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:aot*=off,cds*=off"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RebuildRun.class.getName()));
        command.addAll(
                RebuildRun.arguments(up.bootstrap(), up.jdbcUrl(), databases.password(), schema(Tables.ALL), tables));
        return command;
    }

    private static Measured measured(List<String> command) throws IOException, InterruptedException, Failed {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0 || lines.isEmpty()) {
                throw new Failed("What was measured has failed; what it says is above.");
            }
            return Measured.parse(lines.getLast());
        } finally {
            process.destroy();
        }
    }

    private static void say(String text) {
        System.err.println(text + " ...");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
