package org.buyledger.query.auth;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The results of statements that were sent as one, each to be read before the next. */
public final class Results {
    private final PreparedStatement statement;
    private boolean isBegun;

    /** Of statements that were executed. */
    Results(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The rows of the next statement. */
    public ResultSet next() throws SQLException {
        if (isBegun) {
            statement.getMoreResults();
        }
        isBegun = true;
        return statement.getResultSet();
    }
}
