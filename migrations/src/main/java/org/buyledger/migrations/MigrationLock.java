package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migrator of a schema at a time. The lock belongs to a connection that does nothing else, so it is gone when the
 * process is, and it holds no transaction open that CREATE INDEX CONCURRENTLY would wait for.
 */
final class MigrationLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Session session;

    private MigrationLock(Session session) {
        this.session = session;
    }

    /** The name under which the server knows the connections that change a schema. */
    static String worker(String schema) {
        String name = "buyledger migrate " + schema;
        // PostgreSQL keeps no more of it.
        return name.substring(0, Math.min(name.length(), 63));
    }

    /**
     * Waits for its turn, and then for what a killed migrator has left running on the server.
     *
     * @throws Refused when another one has worked for ten minutes
     */
    static MigrationLock acquire(Database database) throws Refused {
        Session session = database.session("buyledger migrate lock");
        try {
            // The server notices within a second that its client is gone, also in the middle of a long statement.
            session.execute("SET client_connection_check_interval = 1000");
            await(session, database.schema());
            return new MigrationLock(session);
        } catch (RuntimeException | Refused e) {
            session.close();
            throw e;
        }
    }

    /** For what is done while the lock is held. */
    Session session() {
        return session;
    }

    /** Where the schema stands now. */
    Standing standing(Graph graph) {
        return session.look(connection -> Standing.read(connection, graph));
    }

    /** Clears away what a step that failed or was killed has left; returns the indexes that were dropped. */
    List<String> clearDebris(Standing standing) {
        return session.look(connection -> Debris.clear(connection, standing));
    }

    private static void await(Session session, String schema) throws Refused {
        long until = System.nanoTime() + LONGEST.toNanos();
        boolean told = false;
        // Asked again and again, because one who waits inside the server would hold a snapshot there.
        while (!session.look(connection -> isFree(connection, schema))) {
            if (!told) {
                LOG.info("Waiting for another migrator of the schema {}", schema);
                told = true;
            }
            if (System.nanoTime() - until > 0) {
                throw new Refused(
                        ("Another migrator has worked on the schema %s for %d minutes; nothing was changed here. Who it is: "
                                        + "SELECT pid, application_name, state, query FROM pg_stat_activity WHERE application_name LIKE 'buyledger migrate%%'")
                                .formatted(schema, LONGEST.toMinutes()));
            }
            pause();
        }
    }

    private static boolean isFree(Connection connection, String schema) throws SQLException {
        // Who holds the lock is alone, so a worker that is still there belongs to one that was killed.
        return Sql.isTrue(connection, "SELECT pg_try_advisory_lock(hashtext('buyledger migrate'), hashtext(?))", schema)
                && Sql.isTrue(
                        connection,
                        "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?)",
                        worker(schema));
    }

    static void pause() {
        pause(POLL);
    }

    static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
