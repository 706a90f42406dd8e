package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.buyledger.migrations.graph.Revision;

/** The table rebuild_marks: what the projector has to fill again, because a step changed what the events put there. */
public final class RebuildMarks {
    private RebuildMarks() {}

    /** The tables that are marked; none where no revision was ever applied. */
    public static List<String> read(Connection connection) throws SQLException {
        return Sql.isTrue(connection, "SELECT to_regclass('rebuild_marks') IS NOT NULL")
                ? Sql.texts(connection, "SELECT table_name FROM rebuild_marks ORDER BY table_name")
                : List.of();
    }

    /** Takes all marks away, in the transaction that begins to fill again. */
    public static void clear(Connection connection) throws SQLException {
        Sql.script(connection, "DELETE FROM rebuild_marks");
    }

    /** Marks tables, unless no event was projected yet: then nothing is missing in them. */
    static void add(Connection connection, Revision revision, List<String> tables) throws SQLException {
        if (tables.isEmpty() || !isAnythingProjected(connection)) {
            return;
        }
        String sql =
                "INSERT INTO rebuild_marks (table_name, revision) VALUES (?, ?) ON CONFLICT (table_name) DO NOTHING";
        for (String table : tables) {
            Sql.execute(connection, sql, table, revision.id());
        }
    }

    private static boolean isAnythingProjected(Connection connection) throws SQLException {
        return Sql.isTrue(connection, "SELECT to_regclass('projection_positions') IS NOT NULL")
                && Sql.isTrue(connection, "SELECT EXISTS (SELECT FROM projection_positions WHERE next_offset > 0)");
    }
}
