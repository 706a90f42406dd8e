package org.buyledger.migrations;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of a run; each test has a schema of its own. */
public final class Postgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of a test's own, as superuser. */
    public static Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** To one of its databases. */
    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** Of one of its databases. */
    public static String url(String database) {
        return SERVER.getJdbcUrl("postgres", database);
    }

    static String url() {
        return url("postgres");
    }

    /** For databases that are thrown away. */
    static Scratch scratch() {
        return new Scratch(url(), "postgres", "", "buyledger");
    }

    /** A database whose schema does not exist yet. */
    static Database empty() {
        return open("m" + SCHEMAS.incrementAndGet());
    }

    static Database open(String schema) {
        return new Database(url(), "postgres", "", schema, 4, new SimpleMeterRegistry());
    }
}
