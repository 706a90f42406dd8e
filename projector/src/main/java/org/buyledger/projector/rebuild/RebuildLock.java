package org.buyledger.projector.rebuild;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Session;
import org.buyledger.migrations.graph.Refused;

/** One rebuild of a schema at a time. The lock is a connection's, so it is gone when the process is. */
final class RebuildLock implements AutoCloseable {
    private final Session session;

    private RebuildLock(Session session) {
        this.session = session;
    }

    /** @throws Refused when another one has it, and says which */
    static RebuildLock acquire(Database live, RebuildLog log) throws Refused {
        Session session = live.session("buyledger rebuild lock");
        // The server notices within a second that its client is gone.
        session.execute("SET client_connection_check_interval = 1000");
        if (isFree(session, live.schema())) {
            return new RebuildLock(session);
        }
        session.close();
        String who = log.running()
                .map(row -> "%s since %s: %s, %d of %d events"
                        .formatted(
                                row.getStartedBy(),
                                row.getStartedAt(),
                                row.getPhase(),
                                row.getEventsDone(),
                                row.getEventsTotal()))
                .orElse("somebody who has just begun or is about to end");
        throw new Refused(
                "Another rebuild runs (%s); nothing was changed here. Wait for it, or stop it with Ctrl-C there."
                        .formatted(who));
    }

    private static boolean isFree(Session session, String schema) {
        return session.look(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_try_advisory_lock(hashtext('buyledger rebuild'), hashtext(?))")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    /** Whether it is still held: a connection that is cut has lost it. */
    void check() {
        session.execute("SELECT 1");
    }

    @Override
    public void close() {
        session.close();
    }
}
