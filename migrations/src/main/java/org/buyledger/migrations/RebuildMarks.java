package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.buyledger.migrations.graph.Revision;
import org.jooq.DSLContext;

/** The table rebuild_marks: what the projector has to fill again, because a step changed what the events put there. */
public final class RebuildMarks {
    private RebuildMarks() {}

    /** The tables that are marked; none where no revision was ever applied. */
    public static List<String> read(DSLContext db) {
        boolean exists = db.fetchSingle("SELECT to_regclass('rebuild_marks') IS NOT NULL")
                .get(0, boolean.class);
        return exists
                ? db.fetch("SELECT table_name FROM rebuild_marks ORDER BY table_name")
                        .getValues(0, String.class)
                : List.of();
    }

    /** Takes all marks away, in the transaction that begins to fill again. */
    public static void clear(DSLContext db) {
        db.execute("DELETE FROM rebuild_marks");
    }

    /** Marks tables, unless no event was projected yet: then nothing is missing in them. */
    static void add(Connection connection, Revision revision, List<String> tables) throws SQLException {
        if (tables.isEmpty() || !isAnythingProjected(connection)) {
            return;
        }
        String sql =
                "INSERT INTO rebuild_marks (table_name, revision) VALUES (?, ?) ON CONFLICT (table_name) DO NOTHING";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (String table : tables) {
                insert.setString(1, table);
                insert.setString(2, revision.id());
                insert.executeUpdate();
            }
        }
    }

    private static boolean isAnythingProjected(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT to_regclass('projection_positions') IS NOT NULL")
                && isTrue(connection, "SELECT EXISTS (SELECT FROM projection_positions WHERE next_offset > 0)");
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
