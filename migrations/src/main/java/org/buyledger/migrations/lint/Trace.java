package org.buyledger.migrations.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.buyledger.migrations.graph.Script;
import org.jspecify.annotations.Nullable;

/**
 * What a script did, statement by statement.
 *
 * @param failure the statement that the server refused, after which none was run; null where all were
 */
public record Trace(List<Change> changes, @Nullable Failure failure) {
    /** What the server says of a statement that has to be outside a transaction, and of a procedure that commits. */
    private static final Set<String> OUTSIDE_ONLY = Set.of("25001", "2D000");

    /** A statement that was refused, and why. */
    public record Failure(ScriptStatement statement, String message) {}

    /**
     * Runs a script, in one transaction or each statement in its own, and commits. What can only be outside a transaction is run
     * outside; all else has one in any case, for what it locks is seen only there.
     */
    public static Trace of(Connection connection, Script script) throws SQLException {
        List<Change> changes = new ArrayList<>();
        boolean whole = script.inTransaction();
        run(connection, "BEGIN");
        Look first = LookReader.look(connection);
        Look before = first;
        for (ScriptStatement statement : Splitter.split(script.text())) {
            boolean outside = false;
            Set<String> notices;
            try {
                try {
                    notices = run(connection, statement.text());
                } catch (SQLException e) {
                    run(connection, "ROLLBACK");
                    if (whole || !OUTSIDE_ONLY.contains(e.getSQLState())) {
                        throw e;
                    }
                    outside = true;
                    notices = run(connection, statement.text());
                    run(connection, "BEGIN");
                }
            } catch (SQLException e) {
                return new Trace(changes, new Failure(statement, firstLine(e)));
            }
            Look after = LookReader.look(connection);
            changes.add(new Change(statement, first, before, after, whole, outside, notices));
            before = after;
            if (!whole) {
                run(connection, "COMMIT");
                run(connection, "BEGIN");
                before = LookReader.look(connection);
            }
        }
        run(connection, "COMMIT");
        return new Trace(changes, null);
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Runs a statement; returns the codes of what the server remarked. */
    private static Set<String> run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            Set<String> codes = new HashSet<>();
            for (SQLWarning one = statement.getWarnings(); one != null; one = one.getNextWarning()) {
                codes.add(String.valueOf(one.getSQLState()));
            }
            return codes;
        }
    }
}
