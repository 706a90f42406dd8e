package org.buyledger.benchmarks.projector;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.buyledger.benchmarks.Up;

/**
 * Opens connections to the database of a Buyledger that is up.
 *
 * @param up that runs it
 */
record Databases(Up up) {

    /** The service's user's, with a schema to look in. */
    Connection open(String schema) throws SQLException, IOException {
        return DriverManager.getConnection(up.jdbcUrl() + "?currentSchema=" + schema, "buyledger", password());
    }

    String password() throws IOException {
        return Files.readString(up.folder().resolve("postgres.password")).strip();
    }

    /** Writes everything to the disk, so that who is measured next does not pay for who was before. */
    void checkpoint() throws SQLException, IOException {
        String password = Files.readString(up.folder().resolve("postgres/superuser.password"))
                .strip();
        try (Connection connection = DriverManager.getConnection(up.jdbcUrl(), "postgres", password);
                Statement sql = connection.createStatement()) {
            sql.execute("CHECKPOINT");
        }
    }

    void drop(String schema) throws SQLException, IOException {
        try (Connection connection = open(schema);
                Statement sql = connection.createStatement()) {
            sql.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema));
        }
    }
}
