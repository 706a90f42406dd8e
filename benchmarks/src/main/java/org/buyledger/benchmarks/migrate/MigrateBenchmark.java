package org.buyledger.benchmarks.migrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Program;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Patience;
import org.buyledger.migrations.graph.GraphLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run migrate}: how long the verbs of {@code buyledger migrate} take. */
@Command(
        name = "migrate",
        description =
                "Wall time of upgrade, of an upgrade with nothing to do, current and downgrade, for 156 revisions of 17 tables; beside Alembic, where that is installed.")
public final class MigrateBenchmark implements Callable<Integer> {
    private static final int LONGEST_ARCHIVING = 120;

    /** For those that are kept running: after these the JVM has compiled what it will. */
    private static final int WARM_UP = 40;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "How often each. Default: 5.")
    private int rounds;

    @Option(names = "--launcher", paramLabel = "FILE", description = "What runs the commands. Default: ./buyledger.")
    private Path launcher = Path.of(System.getProperty("buyledger.home", ""), "buyledger");

    private final Map<Verb, List<double[]>> measured = new EnumMap<>(Verb.class);

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.look());
        Path folder = Files.createTempDirectory("migrate-benchmark");
        GeneratedRevisions revisions = new GeneratedRevisions(folder);
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Database database = new Database(
                        server.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "warm",
                        2,
                        new SimpleMeterRegistry())) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE process");
                statement.execute("CREATE DATABASE kept");
            }
            Optional<Path> program = Alembic.program();
            String url = "postgresql+psycopg2://postgres@localhost:%d/".formatted(server.getPort());
            try (Alembic alembic = program.isEmpty() ? null : new Alembic(program.get(), revisions.alembic(), url)) {
                measure(
                        new Migrator(database, GraphLoader.load(revisions.ours()), Patience.USUAL),
                        revisions,
                        server,
                        alembic);
            }
        }
        print();
        return 0;
    }

    /** Rounds that are not counted first: one makes the archives of classes, the others warm those that are kept running. */
    private void measure(
            Migrator migrator, GeneratedRevisions revisions, EmbeddedPostgres server, @Nullable Alembic alembic)
            throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("BUYLEDGER_DB_URL", server.getJdbcUrl("postgres", "postgres"));
        settings.put("BUYLEDGER_DB_USER", "postgres");
        settings.put("BUYLEDGER_DB_PASSWORD", "none");
        settings.put("BUYLEDGER_DB_SCHEMA", "cold");
        for (int round = 0; round < WARM_UP; round++) {
            for (Verb verb : Verb.values()) {
                warm(migrator, verb);
                if (alembic != null) {
                    alembic.run(verb);
                }
            }
            empty(server);
        }
        for (int round = 0; round <= rounds; round++) {
            empty(server);
            for (Verb verb : Verb.values()) {
                List<String> ours = new ArrayList<>(verb.command(List.of(launcher.toString(), "migrate")));
                ours.addAll(List.of("--directory", revisions.ours().toString()));
                double[] millis = {
                    millis(() -> Program.run(ours, settings)),
                    alembic == null ? Double.NaN : millis(() -> Program.run(alembic.command(verb), Map.of())),
                    millis(() -> warm(migrator, verb)),
                    alembic == null ? Double.NaN : millis(() -> alembic.run(verb)),
                };
                if (round > 0) {
                    measured.computeIfAbsent(verb, one -> new ArrayList<>()).add(millis);
                }
            }
            if (round == 0) {
                awaitArchives();
            }
        }
    }

    /**
     * Begins again with nothing, as autovacuum would leave it. Both leave rows: ours says for ever what was applied and taken
     * back, and ten thousand such rows are no history that a schema has.
     */
    private static void empty(EmbeddedPostgres server) throws SQLException {
        for (String database : List.of("postgres", "process", "kept")) {
            try (Connection connection =
                            server.getDatabase("postgres", database).getConnection();
                    Statement statement = connection.createStatement()) {
                for (String schema : List.of("cold", "warm", "public")) {
                    statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
                }
                statement.execute("CREATE SCHEMA public");
                statement.execute("VACUUM");
            }
        }
    }

    /** The launcher makes them in the background. */
    private void awaitArchives() throws IOException, Failed, InterruptedException {
        Path archives = launcher.resolveSibling("standalone").resolve("target").resolve("archives");
        for (int i = 0; i < LONGEST_ARCHIVING; i++) {
            try (Stream<Path> files = Files.list(archives)) {
                if (files.filter(file -> file.toString().matches(".*/migrate-(upgrade|current|downgrade)\\.aot"))
                                .count()
                        == 3) {
                    return;
                }
            }
            Thread.sleep(1000);
        }
        throw new Failed(
                "There are no archives of classes in %s after %d s; what is measured is the launcher's first run."
                        .formatted(archives, LONGEST_ARCHIVING));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static void warm(Migrator migrator, Verb verb) throws Exception {
        switch (verb) {
            case UP, NO_OP -> migrator.upgrade("head", Migrator.Upgrade.USUAL);
            case CURRENT -> migrator.graph().heads(migrator.standing().applied());
            case DOWN -> migrator.downgrade("base", Migrator.Downgrade.USUAL);
        }
    }

    private void print() {
        Table table = new Table(
                "ms, medians of " + rounds, "process", "Alembic's", "ratio", "warm", "Alembic kept running", "ratio");
        measured.forEach((verb, values) -> {
            double[] median = new double[4];
            for (int i = 0; i < median.length; i++) {
                int column = i;
                median[i] = new Sample(
                                values.stream().mapToDouble(one -> one[column]).toArray())
                        .median();
            }
            table.row(
                    verb.title(),
                    text("%.0f", median[0]),
                    text("%.0f", median[1]),
                    text("%.2f", median[0] / median[1]),
                    text("%.0f", median[2]),
                    text("%.0f", median[3]),
                    text("%.2f", median[2] / median[3]));
        });
        System.out.print(table);
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
