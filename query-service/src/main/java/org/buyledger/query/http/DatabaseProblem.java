package org.buyledger.query.http;

import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jooq.exception.DataAccessException;

/** Tells a database that cannot answer now from an error of ours. */
final class DatabaseProblem {
    private DatabaseProblem() {}

    /** What to answer; empty when the statement itself was wrong. Codes: PostgreSQL 18, appendix A. */
    static Optional<Problem> of(DataAccessException e) {
        String state = e.sqlState();
        if (state.equals("57014")) {
            return unavailable("The query took too long and was ended; narrow it with filters, or try again.");
        }
        return switch (state) {
            case "3F000", "42P01", "42703", "42704" ->
                unavailable("The schema of the database is not new enough; the projector upgrades it when it starts.");
            default ->
                isAway(e, state) ? unavailable("The database does not answer; try again shortly.") : Optional.empty();
        };
    }

    private static boolean isAway(DataAccessException e, String state) {
        return e.getCause() instanceof SQLTransientConnectionException
                || switch (state.substring(0, 2)) {
                    // connection, no such database, wrong login, conflict, resources, operator, system
                    case "08", "3D", "28", "40", "53", "57", "58" -> true;
                    default -> false;
                };
    }

    private static Optional<Problem> unavailable(String detail) {
        return Optional.of(Problem.unavailable(ProblemType.SERVICE_UNAVAILABLE, detail));
    }
}
