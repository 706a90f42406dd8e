package org.buyledger.projector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.jooq.Record;

/** One real PostgreSQL for all tests of the JVM, and in it a database for each, with a schema of the same name. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** At the newest revision; copied, which takes less time than to migrate again. */
    private static final String TEMPLATE = migratedTemplate();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String migratedTemplate() {
        execute("CREATE DATABASE head");
        try (Database database = open("head")) {
            Migrator.makeSchema(database);
        }
        return "head";
    }

    private static Database open(String name) {
        return new Database(POSTGRES.getJdbcUrl("postgres", name), "postgres", "", name, 4, new SimpleMeterRegistry());
    }

    private static void execute(String statement) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection()) {
            execute(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** A database at the newest revision. */
    public static Database migrated() {
        String name = "test" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        try (Connection connection = connection(name)) {
            execute(connection, "ALTER SCHEMA " + TEMPLATE + " RENAME TO " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return open(name);
    }

    /** The server's port. */
    public static int port() {
        return POSTGRES.getPort();
    }

    /** The same database behind something that listens on a port; a commit is written out each time, to be seen there. */
    public static Database behind(Database database, int port) {
        String name = database.schema();
        return new Database(
                "jdbc:postgresql://localhost:%d/%s?prepareThreshold=0".formatted(port, name),
                "postgres",
                "",
                name,
                4,
                new SimpleMeterRegistry());
    }

    /** A connection of nobody's pool, in autocommit mode. */
    public static Connection connection(String schema) throws SQLException {
        Connection connection = POSTGRES.getDatabase("postgres", schema).getConnection();
        connection.setSchema(schema);
        return connection;
    }

    /** All rows of a table as text, in the order of the primary key; what says when it was written is left out. */
    public static List<String> rows(Database database, String table) {
        return database.readOnly(sql ->
                sql.fetch("SELECT t::text FROM " + table + " t ORDER BY t").map(Record::toString));
    }
}
