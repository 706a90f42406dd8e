package org.buyledger.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.operations.Settings;

/** A database of its own for each test class, in the one PostgreSQL of the JVM. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** With the newest schema; copied, which takes less time than to migrate again. */
    private static final TestDatabase TEMPLATE = template();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A database with the newest schema. */
    public static TestDatabase create() {
        TestDatabase database = named();
        database.make();
        return database;
    }

    /** A name that no database has yet. */
    static TestDatabase named() {
        return new TestDatabase("test" + COUNT.incrementAndGet());
    }

    private static TestDatabase template() {
        TestDatabase template = new TestDatabase("head");
        execute("CREATE DATABASE " + template.name);
        try (Database database = template.open()) {
            Migrator.makeSchema(database);
            database.transaction(db -> db.execute("""
                    CREATE TABLE audit_logs_2026 PARTITION OF audit_logs
                        FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z');
                    ALTER TABLE audit_logs_2026 ENABLE ROW LEVEL SECURITY"""));
        }
        return template;
    }

    private static void execute(String sql) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the database of that name. */
    void make() {
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE.name);
    }

    /** Puts a fresh schema with the same rows in the place of the old one, as a rebuild does. */
    void rebuild() {
        try (Database fresh =
                new Database(settings(Map.of("BUYLEDGER_DB_SCHEMA", "fresh")), new SimpleMeterRegistry())) {
            Migrator.makeSchema(fresh);
            fresh.transaction(db -> {
                for (String table : List.of(
                        "tenants", "principals", "products", "pricing_options", "media_buys", "media_packages")) {
                    // By way of JSON: the enum types of the two schemas are not the same.
                    db.execute("INSERT INTO fresh." + table + " SELECT made.* FROM buyledger." + table
                            + " old, jsonb_populate_record(NULL::fresh." + table + ", to_jsonb(old)) made");
                }
                db.execute("ALTER SCHEMA buyledger RENAME TO old");
                return db.execute("ALTER SCHEMA fresh RENAME TO buyledger");
            });
        }
    }

    /** A pool, as the projector would have. */
    public Database open() {
        return new Database(settings(Map.of()), new SimpleMeterRegistry());
    }

    /** A pool as the query service has it, whose transactions show no tenant until they are told to. */
    public Database openAsReader() {
        return new Database(
                settings(Map.of()),
                new Database.Limits(Duration.ofSeconds(1), Duration.ofSeconds(5), "pg_read_all_data"),
                new SimpleMeterRegistry());
    }

    /** The settings of a query service on this database and any free ports. */
    Settings settings(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "BUYLEDGER_DB_URL", POSTGRES.getJdbcUrl("postgres", name),
                "BUYLEDGER_DB_USER", "postgres",
                "BUYLEDGER_DB_PASSWORD", "postgres",
                "BUYLEDGER_DB_POOL_SIZE", "4",
                "BUYLEDGER_HTTP_PORT", "0",
                "BUYLEDGER_OPERATIONS_PORT", "0"));
        environment.putAll(more);
        return new Settings(environment);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    postgres.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
