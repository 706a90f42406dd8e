package org.buyledger.query;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.operations.Health;
import org.buyledger.operations.Setting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether queries can be answered: the database is there and its schema is new enough. Looked at every 3 s at most. */
final class Readiness implements Supplier<Health> {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Database database;
    private final String role;
    private final Migrator migrator;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Health last;
    private long lookedAt;

    /** Looks through the service's pool, whose connections take the role. */
    Readiness(Database database, String role) {
        this.database = database;
        this.role = role;
        this.migrator = new Migrator(database);
    }

    @Override
    public Health get() {
        lock.lock();
        try {
            Health known = last;
            if (known != null && System.nanoTime() - lookedAt < KEPT.toNanos()) {
                return known;
            }
            Health now = look();
            if (known == null || known.ready() != now.ready()) {
                LOG.info("{}: {}", now.ready() ? "Ready" : "Not ready", now.details());
            }
            last = now;
            lookedAt = System.nanoTime();
            return now;
        } finally {
            lock.unlock();
        }
    }

    private Health look() {
        try {
            database.readOnly(db -> db.execute("SELECT 1"));
        } catch (RuntimeException e) {
            return Health.of(
                    false,
                    "database",
                    isForbidden(e)
                            ? "does not let the user take the role %1$s; as a superuser: GRANT %1$s TO <user>"
                                    .formatted(role)
                            : "does not answer");
        }
        Health answers = Health.of(true, "database", "answers");
        try {
            return answers.and(schema(migrator.pending())).and(wall());
        } catch (RuntimeException e) {
            LOG.debug("the schema cannot be looked at", e);
            return answers.and(Health.of(false, "schema", "cannot be looked at"));
        }
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && "42501".equals(refusal.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Without it the answers are right, and a mistake of ours could show a tenant what is another's. */
    private Health wall() {
        boolean stands = Boolean.TRUE.equals(
                database.readOnly(db -> db.fetchValue("SELECT row_security_active('tenants')", Boolean.class)));
        return stands
                ? Health.of(true, "row_security", "in force")
                : Health.of(
                        false,
                        "row_security",
                        "not in force for the role %s, which owns the tables or bypasses it; give %s another"
                                .formatted(role, Setting.DB_READER_ROLE.variable()));
    }

    private static Health schema(List<Revision> pending) {
        return pending.isEmpty()
                ? Health.of(true, "schema", "new enough")
                : Health.of(
                        false,
                        "schema",
                        "%d revisions are missing, the first is %s; the projector applies them when it starts"
                                .formatted(pending.size(), pending.getFirst()));
    }
}
