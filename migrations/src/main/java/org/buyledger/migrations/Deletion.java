package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Flyway's own way to say that a revision is gone: a row of the type DELETE, which {@code repair} writes for files that
 * vanished. Every edition of Flyway understands it, and applies the revision again when it is pending.
 */
final class Deletion {
    private static final String ADD = """
            INSERT INTO flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            SELECT (SELECT max(installed_rank) FROM flyway_schema_history) + place,
                   version, description, 'DELETE', script, checksum, current_user, 0, true
            FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS gone (version, place)
            JOIN (SELECT DISTINCT ON (version) version, description, script, checksum
                  FROM flyway_schema_history
                  ORDER BY version, installed_rank DESC) AS latest USING (version)
            ORDER BY place
            """;

    private Deletion() {}

    /** The statement, for a script. */
    static String sql(String version) {
        return ADD.strip().replace("?", "'{" + version + "}'") + ";\n";
    }

    /** Adds the rows in their order, in the transaction of the connection where there is one. */
    static void add(Connection connection, List<String> versions) throws SQLException {
        Sql.execute(connection, ADD, (Object) versions.toArray(new String[0]));
    }
}
