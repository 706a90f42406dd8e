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
import java.util.function.Function;
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

    private final Database database;
    private final AuditTrail.Run run;
    private final Duration lockTimeout;
    private final Set<Revision> again;
    private final Set<Revision> recorded = new HashSet<>();
    private boolean together;
    private @Nullable Revision at;

    /**
     * A run of Flyway.
     *
     * @param lockTimeout how long a statement may wait for a lock
     * @param again those that were applied once and taken back
     */
    FlywayRun(Database database, AuditTrail.Run run, Duration lockTimeout, Set<Revision> again) {
        this.database = database;
        this.run = run;
        this.lockTimeout = lockTimeout;
        this.again = again;
    }

    /** Begins to load the classes of Flyway, which takes a new JVM as long as to get the lock. */
    static void loadAhead() {
        Thread.ofPlatform().daemon().name("load").start(() -> Flyway.configure().load());
    }

    /**
     * Applies revisions. When it fails and they are not together, some of them may be applied; another try goes on with the
     * others.
     *
     * @param applied what the schema has
     * @param together in one transaction; else each in its own, or outside any where its file says so
     */
    void migrate(Collection<Revision> applied, List<Revision> segment, boolean together) {
        this.together = together;
        configuration(applied, segment).group(together).load().migrate();
        if (!recorded.containsAll(segment)) {
            throw new IllegalStateException(
                    "Flyway made %d steps, and not all of %s".formatted(recorded.size(), segment));
        }
    }

    /** Records revisions as applied without running them; Flyway tells nobody of each, so the caller has to. */
    void stamp(Collection<Revision> applied, List<Revision> segment) {
        configuration(applied, segment).skipExecutingMigrations(true).load().migrate();
    }

    /** Makes Flyway's table and ours where they are missing, as every run does that applies something. */
    void createTables() {
        configuration(List.of(), List.of()).load().migrate();
    }

    /** What Flyway was applying last; null when it came to none. */
    @Nullable
    Revision at() {
        return at;
    }

    private FluentConfiguration configuration(Collection<Revision> applied, List<Revision> segment) {
        List<Revision> visible =
                Stream.concat(applied.stream(), segment.stream()).toList();
        FluentConfiguration configuration = database.flyway(MigrationLock.worker(database.schema()))
                .resourceProvider(new Scripts(visible))
                .callbacks(new Recorder(segment))
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
        private final Map<String, Revision> byVersion;
        private final List<Step> steps = new ArrayList<>();
        private long began;

        Recorder(List<Revision> segment) {
            byVersion = segment.stream().collect(Collectors.toMap(Revision::version, Function.identity()));
        }

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
            Revision revision =
                    byVersion.get(context.getMigrationInfo().getVersion().getVersion());
            if (revision == null) {
                throw new IllegalStateException(context.getMigrationInfo().getScript() + " is not in the plan");
            }
            return revision;
        }

        private void record(Connection connection, Revision revision) throws SQLException {
            long ms = (System.nanoTime() - began) / 1_000_000;
            steps.add(Step.of(revision, Direction.up, ms));
            recorded.add(revision);
            if (!together || steps.size() == byVersion.size()) {
                AuditTrail.add(connection, run, steps);
                steps.clear();
            }
            if (!revision.header().projected() || again.contains(revision)) {
                RebuildMarks.add(connection, revision, revision.header().rebuild());
            }
        }
    }

    /** The files of the revisions that Flyway may see. */
    private static final class Scripts implements ResourceProvider {
        private final List<Revision> revisions;
        private final Set<String> outsideTransactions;

        Scripts(List<Revision> revisions) {
            this.revisions = revisions;
            outsideTransactions = revisions.stream()
                    .filter(one -> !one.up().inTransaction())
                    .map(one -> one.up().file() + CONF)
                    .collect(Collectors.toSet());
        }

        @Override
        public @Nullable LoadableResource getResource(String name) {
            return outsideTransactions.contains(name) ? new Text(name, "executeInTransaction=false\n") : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return revisions.stream()
                    .filter(one -> one.up().file().startsWith(prefix) && prefix.equals("V"))
                    .<LoadableResource>map(
                            one -> new Text(one.up().file(), one.up().text()))
                    .toList();
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
