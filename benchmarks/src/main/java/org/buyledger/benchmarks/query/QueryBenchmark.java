package org.buyledger.benchmarks.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run query}. */
@Command(
        name = "query",
        description =
                "Requests a second and latency of query-service on a million media buys, by wrk, beside pgbench with the very same statements on the same server; and what row-level security costs.")
public final class QueryBenchmark implements Callable<Integer> {
    private static final String READER = "-c role=pg_read_all_data " + sessions();
    private static final String OWNER = sessions();

    @Option(names = "--buys", paramLabel = "N", defaultValue = "1000000", description = "Media buys. Default: 1000000.")
    private int buys;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "Default: 32.")
    private int connections;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of each measurement. Default: 10.")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Of each, in turn. Default: 3.")
    private int rounds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the filled database there for the next time. Default: a folder for now.")
    private @Nullable Path data;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "More options of the service's JVM.")
    private String jvm = "";

    private static String sessions() {
        return "-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on -c statement_timeout=5000"
                + " -c timezone=UTC -c search_path=buyledger";
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.look());
        Path folder = Files.createTempDirectory("query-benchmark");
        Path kept = data == null ? folder.resolve("data") : data;
        boolean isFilled = Files.exists(kept.resolve("filled"));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(kept.resolve("cluster"))
                .setCleanDataDirectory(data == null)
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_connections", "100")
                .start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            if (!isFilled) {
                fill(server, url);
                Files.createFile(kept.resolve("filled"));
            }
            try (Server service = Server.start(folder, url, jvm)) {
                measure(
                        new PgBench(folder, server.getPort(), buys),
                        new Wrk(folder, service.port(), buys),
                        new SteadyClients(service.port(), buys));
            }
        }
        return 0;
    }

    private void fill(EmbeddedPostgres server, String url) throws Exception {
        try (Database database = new Database(url, "postgres", "none", "buyledger")) {
            Migrator.makeSchema(database);
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = buyledger");
            Buys.fill(connection, buys);
        }
    }

    private void measure(PgBench pgbench, Wrk wrk, SteadyClients steady) throws Exception {
        Table table = new Table(
                "medians of " + rounds,
                "pgbench/s",
                "no wall",
                "service/s",
                "ratio",
                "p50 ms",
                "p99 ms",
                "half: p50 ms",
                "p99 ms");
        for (Question question : Question.values()) {
            wrk.warm(question, connections, 2 * seconds);
        }
        for (Question question : Question.values()) {
            double[][] measured = new double[rounds][];
            for (int round = 0; round < rounds; round++) {
                measured[round] = once(question, pgbench, wrk, steady);
            }
            table.row(
                    question.title(),
                    text("%.0f", measured, 0),
                    text("%.0f", measured, 1),
                    text("%.0f", measured, 2),
                    text("%.2f", measured, 3),
                    text("%.1f", measured, 4),
                    text("%.1f", measured, 5),
                    text("%.1f", measured, 6),
                    text("%.1f", measured, 7));
        }
        System.out.print(table);
    }

    private double[] once(Question question, PgBench pgbench, Wrk wrk, SteadyClients steady) throws Exception {
        double same = pgbench.rate(question, connections, seconds, READER, true);
        double open = pgbench.rate(question, connections, seconds, OWNER, false);
        Wrk.Measured measured = wrk.measure(question, connections, seconds);
        Sample half = steady.measure(question, connections, measured.rate() / 2, seconds);
        return new double[] {
            same,
            open,
            measured.rate(),
            measured.rate() / same,
            measured.p50(),
            measured.p99(),
            half.median(),
            half.percentile(99)
        };
    }

    private static String text(String format, double[][] measured, int column) {
        double[] values = new double[measured.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = measured[i][column];
        }
        return String.format(Locale.ROOT, format, new Sample(values).median());
    }
}
