package org.buyledger.benchmarks.projector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.buyledger.benchmarks.projector.ProjectorRun.Tables;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What the database, on this machine and in this minute, lets anybody do: {@code COPY} of the very rows that a projector has
 * written, in binary, into the same tables with all their indexes and keys, over two connections with half of the tenants each.
 */
final class CopyLimit {
    private static final int CONNECTIONS = 2;
    private static final String SCHEMA = "copied";

    private final Databases databases;
    private final List<Publisher> publishers;
    private final Path folder;

    /** @param folder where the rows are kept meanwhile */
    CopyLimit(Databases databases, List<Publisher> publishers, Path folder) {
        this.databases = databases;
        this.publishers = publishers;
        this.folder = folder;
    }

    /** Copies the rows of a schema's tables, in the order in which they were written; returns rows and time. */
    Measured measure(String from, Tables tables) throws Exception {
        List<String> names = tables.projections().stream()
                .map(projection -> projection.table().getName())
                .toList();
        long rows = 0;
        try (Connection connection = databases.open(from)) {
            makeSchema(connection);
            for (int i = 0; i < CONNECTIONS; i++) {
                for (String table : names) {
                    rows += out(connection, table, i);
                }
            }
        }
        databases.checkpoint();
        long begin = System.nanoTime();
        inParallel(names);
        double seconds = (System.nanoTime() - begin) / 1e9;
        databases.drop(SCHEMA);
        return new Measured(rows, seconds, 0, 0, 0);
    }

    /** The tables, and the same months of audit_logs as in the other schema. */
    private void makeSchema(Connection connection) throws SQLException, IOException {
        databases.drop(SCHEMA);
        try (Database database = new Database(
                databases.up().jdbcUrl(), "buyledger", databases.password(), SCHEMA, 1, new SimpleMeterRegistry())) {
            Migrator.makeSchema(database);
        }
        try (Statement sql = connection.createStatement();
                ResultSet months = sql.executeQuery("""
                    SELECT relname, pg_get_expr(relpartbound, oid) FROM pg_class JOIN pg_inherits ON inhrelid = oid
                     WHERE inhparent = 'audit_logs'::regclass\
                    """)) {
            while (months.next()) {
                try (Connection other = databases.open(SCHEMA);
                        Statement made = other.createStatement()) {
                    made.execute("CREATE TABLE %s PARTITION OF audit_logs %s"
                            .formatted(months.getString(1), months.getString(2)));
                }
            }
        }
    }

    private Path file(String table, int part) {
        return folder.resolve("%s.%d.rows".formatted(table, part));
    }

    private long out(Connection connection, String table, int part) throws SQLException, IOException {
        List<String> tenants = new ArrayList<>();
        for (int i = part; i < publishers.size(); i += CONNECTIONS) {
            tenants.add("'" + publishers.get(i).tenant() + "'");
        }
        try (OutputStream file = Files.newOutputStream(file(table, part))) {
            return copies(connection)
                    .copyOut(
                            "COPY (SELECT * FROM %s WHERE tenant_id IN (%s)) TO STDOUT (FORMAT binary)"
                                    .formatted(table, String.join(", ", tenants)),
                            file);
        }
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void inParallel(List<String> names) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int part = i;
                parts.add(() -> in(names, part));
            }
            for (Future<Void> done : threads.invokeAll(parts)) {
                done.get();
            }
        }
    }

    private Void in(List<String> names, int part) throws SQLException, IOException {
        try (Connection connection = databases.open(SCHEMA)) {
            for (String table : names) {
                try (InputStream file = Files.newInputStream(file(table, part))) {
                    copies(connection).copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(table), file, 1 << 16);
                }
            }
        }
        return null;
    }
}
