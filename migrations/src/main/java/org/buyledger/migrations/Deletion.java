package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Flyway's own way to say that a revision is gone: a row of the type DELETE, which {@code repair} writes for files that
 * vanished. Every edition of Flyway understands it, and applies the revision again when it is pending.
 */
final class Deletion {
    private static final String ADD = """
            INSERT INTO flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            SELECT (SELECT max(installed_rank) + 1 FROM flyway_schema_history),
                   version, description, 'DELETE', script, checksum, current_user, 0, true
            FROM flyway_schema_history
            WHERE version = ?
            ORDER BY installed_rank DESC
            LIMIT 1
            """;

    private Deletion() {}

    /** The statement, for a script. */
    static String sql(String version) {
        return ADD.strip().replace("?", "'" + version + "'") + ";\n";
    }

    /** Adds the row, in the transaction of the connection where there is one. */
    static void add(Connection connection, String version) throws SQLException {
        Sql.execute(connection, ADD, version);
    }
}
