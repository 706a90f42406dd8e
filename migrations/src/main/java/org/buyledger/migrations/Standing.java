package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema stands, as Flyway's table tells it.
 *
 * @param applied the revisions that it has, in the order in which they were applied
 * @param unknown rows of revisions that no file has: made by another version of Buyledger, or by a branch that is not here
 * @param failed rows of revisions that failed outside a transaction
 * @param changed those of the applied whose file is not what was applied
 * @param takenBack those of the not applied that were applied once
 * @param marked the tables that the projector has to fill again
 * @param isRecorded whether the table exists
 */
public record Standing(
        SequencedSet<Revision> applied,
        List<Row> unknown,
        List<Row> failed,
        Set<Revision> changed,
        Set<Revision> takenBack,
        List<String> marked,
        boolean isRecorded) {
    static final String TABLE = "flyway_schema_history";

    /**
     * A row of Flyway's table.
     *
     * @param rank its place in the table
     * @param checksum null for what has no file
     */
    public record Row(
            int rank,
            String version,
            String description,
            String type,
            String script,
            @Nullable Integer checksum,
            boolean success) {
        private static Row of(ResultSet row) throws SQLException {
            int checksum = row.getInt("checksum");
            return new Row(
                    row.getInt("installed_rank"),
                    row.getString("version"),
                    row.getString("description"),
                    row.getString("type"),
                    row.getString("script"),
                    row.wasNull() ? null : checksum,
                    row.getBoolean("success"));
        }
    }

    /** Reads it, without a lock; creates nothing. */
    static Standing read(Connection connection, Graph graph) throws SQLException {
        boolean isRecorded = Sql.isTrue(connection, "SELECT to_regclass('" + TABLE + "') IS NOT NULL");
        return of(isRecorded ? rows(connection) : List.of(), graph, RebuildMarks.read(connection), isRecorded);
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        // Flyway's own rows, of a schema that it made or found, are no revisions.
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + TABLE
                        + " WHERE version IS NOT NULL AND type <> 'BASELINE' ORDER BY installed_rank")) {
            List<Row> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(Row.of(row));
            }
            return rows;
        }
    }

    private static Standing of(List<Row> rows, Graph graph, List<String> marked, boolean isRecorded) {
        Map<String, Row> last = new LinkedHashMap<>();
        Set<Revision> takenBack = new HashSet<>();
        List<Row> failed = new ArrayList<>();
        for (Row row : rows) {
            last.remove(row.version());
            Revision revision = graph.version(row.version());
            if (!row.success()) {
                failed.add(row);
            } else if (!row.type().equals("DELETE")) {
                last.put(row.version(), row);
            } else if (revision != null) {
                takenBack.add(revision);
            }
        }
        SequencedSet<Revision> applied = new LinkedHashSet<>();
        List<Row> unknown = new ArrayList<>();
        Set<Revision> changed = new HashSet<>();
        for (Row row : last.values()) {
            Revision revision = graph.version(row.version());
            if (revision == null) {
                unknown.add(row);
            } else {
                applied.add(revision);
                if (row.checksum() != null && row.checksum() != revision.up().checksum()) {
                    changed.add(revision);
                }
            }
        }
        takenBack.removeAll(applied);
        return new Standing(
                Collections.unmodifiableSequencedSet(applied),
                List.copyOf(unknown),
                List.copyOf(failed),
                Set.copyOf(changed),
                Set.copyOf(takenBack),
                marked,
                isRecorded);
    }
}
