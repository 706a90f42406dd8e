package org.buyledger.migrations;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, without what libraries wrap around it. */
final class ServerMessage {
    private ServerMessage() {}

    /** One line. */
    static String of(Throwable failure) {
        return cause(failure)
                .map(ServerMessage::text)
                .orElseGet(() ->
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }

    /** The SQLSTATE; empty when it was not the server that failed. */
    static Optional<String> state(Throwable failure) {
        return cause(failure).map(SQLException::getSQLState);
    }

    private static Optional<SQLException> cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static String text(SQLException failure) {
        StringBuilder text = new StringBuilder();
        ServerErrorMessage server = failure instanceof PSQLException own ? own.getServerErrorMessage() : null;
        if (server == null) {
            text.append(failure.getMessage());
        } else {
            text.append(server.getMessage());
            for (String more : new String[] {server.getDetail(), server.getHint()}) {
                if (more != null) {
                    text.append("; ").append(more);
                }
            }
        }
        return text.append(" (SQLSTATE ")
                .append(failure.getSQLState())
                .append(")")
                .toString()
                .replace('\n', ' ');
    }
}
