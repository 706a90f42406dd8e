package org.buyledger.query.http;

import java.sql.SQLException;
import java.util.List;
import org.buyledger.query.auth.Results;

/**
 * Statements, and what becomes of their rows.
 *
 * @param sql the statements, parted by semicolons; few texts, each of which the server prepares once a connection
 * @param values what stands for their question marks, as PostgreSQL would write it
 * @param answering makes the answer of their results, in their order
 */
public record Reads(String sql, List<String> values, Answering answering) {

    /** Makes an answer of what was found. */
    @FunctionalInterface
    public interface Answering {
        /**
         * The answer.
         *
         * @throws Problem when there is none
         */
        Answer answer(Results results) throws SQLException;
    }
}
