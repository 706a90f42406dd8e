package org.buyledger.migrations;

import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Revision;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** Lets Flyway apply, or record as applied, exactly the revisions of a plan: it sees no other files. */
final class FlywayRun {
    private static final String CONF = ".conf";

    private final AuditTrail.Run run;
    private final Duration lockTimeout;
    private final Set<Revision> again;
    private final How how;
    private final Flyway flyway;
    private final Set<Revision> recorded = new HashSet<>();
    private Collection<Revision> applied = List.of();
    private List<Revision> segment = List.of();
    private Map<String, Revision> byVersion = Map.of();
    private @Nullable Revision at;

    /** What is done with revisions. */
    enum How {
        /** They are applied, each in its own transaction, or outside any where its file says so. */
        EACH_ALONE,
        /** They are applied in one transaction. */
        TOGETHER,
        /** They are recorded as applied, and not run. */
        STAMPED
    }

    /**
     * Runs of Flyway, which all use one Flyway: to make it takes longer than a revision.
     *
     * @param lockTimeout how long a statement may wait for a lock
     * @param again those that were applied once and taken back
     */
    FlywayRun(Database database, AuditTrail.Run run, Duration lockTimeout, Set<Revision> again, How how) {
        this.run = run;
        this.lockTimeout = lockTimeout;
        this.again = again;
        this.how = how;
        flyway = configuration(database).load();
    }

    /** Begins to load the classes of Flyway, which takes a new JVM as long as to get the lock. */
    static void loadAhead() {
        Thread.ofPlatform().daemon().name("load").start(() -> Flyway.configure().load());
    }

    /**
     * Applies or records revisions. When it fails and they are not together, some of them may be applied; another try goes on
     * with the others. Of those that are only recorded Flyway tells nobody, so the caller has to.
     *
     * @param applied what the schema has
     */
    void migrate(Collection<Revision> applied, List<Revision> segment) {
        this.applied = applied;
        this.segment = segment;
        byVersion = segment.stream().collect(Collectors.toMap(Revision::version, one -> one));
        at = null;
        flyway.migrate();
        if (how != How.STAMPED && !recorded.containsAll(segment)) {
            throw new IllegalStateException(
                    "Flyway made %d steps, and not all of %s".formatted(recorded.size(), segment));
        }
    }

    /** Makes Flyway's table and ours where they are missing, as every run does that applies something. */
    void createTables() {
        migrate(List.of(), List.of());
    }

    /** What Flyway was applying last; null when it came to none. */
    @Nullable
    Revision at() {
        return at;
    }

    private FluentConfiguration configuration(Database database) {
        FluentConfiguration configuration = database.flyway(MigrationLock.worker(database.schema()))
                .group(how == How.TOGETHER)
                .skipExecutingMigrations(how == How.STAMPED)
                .resourceProvider(new Scripts())
                .callbacks(new Recorder())
                // There are no others, and to look for them takes longer than a revision.
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                // Also a schema that has tables already, from before us or from others, is led on.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // A branch may be applied after another one that was written later.
                .outOfOrder(true)
                // We have compared the checksums, and can say more about a difference.
                .validateOnMigrate(false)
                .validateMigrationNaming(true)
                // A dollar sign and a brace mean nothing special in our SQL.
                .placeholderReplacement(false);
        // With the transactional lock, CREATE INDEX CONCURRENTLY waits for ever for Flyway's own lock transaction.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    /** Sets the limits of a connection, and writes steps into the audit trail, in their transaction. */
    private final class Recorder extends BaseCallback {
        private final List<Step> steps = new ArrayList<>();
        private long began;

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_CONNECT
                    || event == Event.BEFORE_MIGRATE
                    || event == Event.BEFORE_EACH_MIGRATE
                    || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                if (event == Event.AFTER_CONNECT) {
                    limit(context.getConnection());
                } else if (event == Event.BEFORE_MIGRATE) {
                    // What a try that failed has left.
                    steps.clear();
                    AuditTrail.ensure(context.getConnection());
                } else if (event == Event.BEFORE_EACH_MIGRATE) {
                    at = revision(context);
                    began = System.nanoTime();
                } else {
                    record(context.getConnection(), revision(context));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The step cannot be recorded: " + e.getMessage(), e);
            }
        }

        private void limit(Connection connection) throws SQLException {
            // The server notices within a second that its client is gone, also in the middle of a long statement.
            Sql.script(
                    connection,
                    "SET lock_timeout = " + lockTimeout.toMillis() + "; SET client_connection_check_interval = 1000");
        }

        private Revision revision(Context context) {
            String version = context.getMigrationInfo().getVersion().getVersion();
            Revision revision = byVersion.get(version);
            if (revision == null) {
                throw new IllegalStateException(context.getMigrationInfo().getScript() + " is not in the plan");
            }
            return revision;
        }

        private void record(Connection connection, Revision revision) throws SQLException {
            long ms = (System.nanoTime() - began) / 1_000_000;
            steps.add(Step.of(revision, Direction.up, ms));
            recorded.add(revision);
            if (how == How.EACH_ALONE || steps.size() == segment.size()) {
                AuditTrail.add(connection, run, steps);
                steps.clear();
            }
            if (!revision.header().projected() || again.contains(revision)) {
                RebuildMarks.add(connection, revision, revision.header().rebuild());
            }
        }
    }

    /** The files of the revisions that Flyway may see. */
    private final class Scripts implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return visible().map(Revision::up).anyMatch(up -> !up.inTransaction() && name.equals(up.file() + CONF))
                    ? new Text(name, "executeInTransaction=false\n")
                    : null;
        }

        private Stream<Revision> visible() {
            return Stream.concat(applied.stream(), segment.stream());
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return prefix.equals("V")
                    ? visible()
                            .map(Revision::up)
                            .<LoadableResource>map(up -> new Text(up.file(), up.text()))
                            .toList()
                    : List.of();
        }
    }

    private static final class Text extends LoadableResource {
        private final String name;
        private final String text;

        Text(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
