package org.buyledger.projector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.jooq.Record;

/** One real PostgreSQL for all tests of the JVM; each database is a schema of its own in it. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database without a schema. */
    public static Database empty() {
        return new Database(
                POSTGRES.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "",
                "test" + SCHEMAS.incrementAndGet(),
                4,
                new SimpleMeterRegistry());
    }

    /** A database at the newest revision. */
    public static Database migrated() {
        Database database = empty();
        Migrator.makeSchema(database);
        return database;
    }

    /** A connection of nobody's pool, in autocommit mode. */
    public static Connection connection(String schema) throws SQLException {
        Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        connection.setSchema(schema);
        return connection;
    }

    /** All rows of a table as text, in the order of the primary key; what says when it was written is left out. */
    public static List<String> rows(Database database, String table) {
        return database.readOnly(sql ->
                sql.fetch("SELECT t::text FROM " + table + " t ORDER BY t").map(Record::toString));
    }
}
