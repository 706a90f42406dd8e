package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;

/**
 * A connection of its own, as {@link Database#session} opens it. All methods throw {@link DataAccessException} when the server
 * refuses or is gone.
 */
public final class Session implements AutoCloseable {
    /** What reads without jOOQ. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    /** What works without jOOQ. */
    @FunctionalInterface
    public interface Work {
        void with(Connection connection) throws SQLException;
    }

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads. */
    public <T> T look(Look<T> look) {
        try {
            return look.at(connection);
        } catch (SQLException e) {
            throw new DataAccessException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Works, each statement in a transaction of its own. */
    public void run(Work work) {
        look(connection -> {
            work.with(connection);
            return true;
        });
    }

    /** Runs a script, each statement in a transaction of its own. */
    public void execute(String script) {
        run(connection -> Sql.script(connection, script));
    }

    /** Works in one transaction. */
    public void transaction(Work work) {
        run(connection -> {
            Sql.script(connection, "BEGIN");
            try {
                work.with(connection);
                Sql.script(connection, "COMMIT");
            } catch (Throwable failure) {
                rollBack(failure);
                throw failure;
            }
        });
    }

    private void rollBack(Throwable failure) {
        try {
            Sql.script(connection, "ROLLBACK");
        } catch (SQLException e) {
            // The connection is broken, so the server rolls back.
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken already, so it is closed.
            return;
        }
    }
}
