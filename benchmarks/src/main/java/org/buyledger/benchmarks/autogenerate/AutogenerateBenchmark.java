package org.buyledger.benchmarks.autogenerate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Program;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.migrations.Autogenerate;
import org.buyledger.migrations.Scratch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run autogenerate}. */
@Command(
        name = "autogenerate",
        description =
                "Wall time of `migrate check` and of `migrate revision --autogenerate`, which also proves what it writes, for our schema and for 200 tables: warm, as a process on a running server, and as a process that starts the embedded one.")
public final class AutogenerateBenchmark implements Callable<Integer> {
    private static final String USER = "postgres";

    /** After these rounds the JVM has compiled what it will. */
    private static final int WARM_UP = 12;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "How often each. Default: 5.")
    private int rounds;

    @Option(names = "--launcher", paramLabel = "FILE", description = "What runs the commands. Default: ./buyledger.")
    private Path launcher = Path.of(System.getProperty("buyledger.home", ""), "buyledger");

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        void run(Subject subject) throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.look());
        Path folder = Files.createTempDirectory("autogenerate-benchmark");
        Path sources = launcher.resolveSibling("migrations/src/main/resources/db");
        List<Subject> subjects =
                List.of(Subject.ours(sources, folder.resolve("ours")), Subject.large(folder.resolve("large")));
        Table table =
                new Table("ms, medians of " + rounds, "warm", "process, server there", "process, embedded server");
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = server.getJdbcUrl(USER, "postgres");
            Scratch scratch = new Scratch(url, USER, "", "buyledger");
            for (Subject subject : subjects) {
                Work check = one -> autogenerate(scratch, one).check();
                Work write = one -> autogenerate(scratch, one).write("measure", Clock.systemUTC());
                List<String> checking = List.of("check");
                List<String> writing = List.of("revision", "--autogenerate", "-m", "measure");
                List<String> there = List.of("--scratch-url", url);
                table.row(
                        subject.name() + ": check",
                        millis(folder, subject, false, WARM_UP, check),
                        millis(folder, subject, false, 1, one -> process(checking, there, one)),
                        millis(folder, subject, false, 1, one -> process(checking, List.of(), one)));
                table.row(
                        subject.name() + ": a column and an index",
                        millis(folder, subject, true, WARM_UP, write),
                        millis(folder, subject, true, 1, one -> process(writing, there, one)),
                        millis(folder, subject, true, 1, one -> process(writing, List.of(), one)));
            }
        }
        System.out.print(table);
        return 0;
    }

    private static Autogenerate autogenerate(Scratch scratch, Subject subject) {
        return new Autogenerate(scratch, subject.folder(), subject.folder().resolve("model"));
    }

    /** The median, after rounds that are not counted. */
    private String millis(Path folder, Subject subject, boolean isChanged, int uncounted, Work work) throws Exception {
        List<Double> measured = new ArrayList<>();
        for (int round = -uncounted; round < rounds; round++) {
            Subject one = isChanged ? subject.changed(Files.createTempDirectory(folder, "changed")) : subject;
            long began = System.nanoTime();
            work.run(one);
            if (round >= 0) {
                measured.add((System.nanoTime() - began) / 1e6);
            }
        }
        String median = String.format(
                Locale.ROOT,
                "%.0f",
                new Sample(measured.stream().mapToDouble(one -> one).toArray()).median());
        System.err.println(subject.name() + ": " + median);
        return median;
    }

    private void process(List<String> verb, List<String> options, Subject subject)
            throws IOException, InterruptedException, Failed {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "migrate"));
        command.addAll(verb);
        command.addAll(options);
        command.addAll(List.of("--directory", subject.folder().toString()));
        Program.run(command, Map.of("BUYLEDGER_DB_USER", USER, "BUYLEDGER_DB_PASSWORD", "none"));
    }
}
