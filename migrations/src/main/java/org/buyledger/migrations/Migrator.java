package org.buyledger.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to the newest revision, and tells where it stands. */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final Pattern HEADER = Pattern.compile("-- revision: ([0-9a-f]{12})\\b");

    private final Flyway flyway;

    public Migrator(Database database) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.pool())
                .schemas(database.schema())
                .defaultSchema(database.schema())
                .locations("classpath:db/migration")
                // A dollar sign and a brace mean nothing special in our SQL.
                .placeholderReplacement(false)
                .validateMigrationNaming(true);
        // With the transactional lock, CREATE INDEX CONCURRENTLY waits for ever for Flyway's own lock transaction.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        flyway = configuration.load();
    }

    /**
     * Applies every pending revision, under a lock that lets one migrator work at a time; the others wait and find
     * nothing to do.
     *
     * @return those that were applied, in order
     * @throws DataAccessException when the database cannot be reached or refuses, as in all methods
     */
    public List<Revision> upgrade() {
        // Without a lock: a schema that is new enough, which is nearly every start, costs one read.
        List<Revision> pending = pending();
        if (pending.isEmpty()) {
            return pending;
        }
        int applied = connected(flyway::migrate).migrationsExecuted;
        LOG.info("{} of {} pending revisions were applied here", applied, pending.size());
        return pending;
    }

    /** The revisions that this version of Buyledger needs and that the database lacks, in the order to apply them. */
    public List<Revision> pending() {
        return Arrays.stream(connected(flyway::info).pending())
                .map(Migrator::revision)
                .toList();
    }

    /** The newest revision that the database has; empty for a database without a schema. */
    public Optional<Revision> current() {
        return Optional.ofNullable(connected(flyway::info).current())
                .filter(info -> info.getVersion() != null)
                .map(Migrator::revision);
    }

    /** A database that cannot be reached is the same failure here as everywhere else. */
    private static <T> T connected(Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw Database.unreachable(cause);
            }
            throw e;
        }
    }

    private static Revision revision(MigrationInfo info) {
        return new Revision(id(info.getScript()), info.getVersion().getVersion(), info.getDescription());
    }

    private static String id(String script) {
        try (InputStream file = Migrator.class.getResourceAsStream("/db/migration/" + script)) {
            if (file == null) {
                return "unknown";
            }
            Matcher header = HEADER.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            if (!header.find()) {
                throw new IllegalStateException(script + " has no line '-- revision: <12 hex digits>'");
            }
            return header.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(script + " cannot be read", e);
        }
    }
}
