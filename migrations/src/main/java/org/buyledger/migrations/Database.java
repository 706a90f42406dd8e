package org.buyledger.migrations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the database: one pool per service, and every use of a connection is a transaction that commits when the
 * work returns, rolls back when it throws, and gives the connection back in either case.
 */
public final class Database implements AutoCloseable {
    private static final org.jooq.conf.Settings JOOQ =
            new org.jooq.conf.Settings().withRenderSchema(false).withExecuteLogging(false);

    private final HikariDataSource pool;
    private final String schema;

    /** Opens the pool of a service; a connection is made at the first use. */
    public Database(Settings settings, MeterRegistry metrics) {
        this(
                settings.text(Setting.DB_URL),
                settings.text(Setting.DB_USER),
                settings.databasePassword(),
                settings.text(Setting.DB_SCHEMA),
                settings.number(Setting.DB_POOL_SIZE, 1, 1000),
                metrics);
    }

    public Database(String url, String user, String password, String schema, int size, MeterRegistry metrics) {
        this.schema = schema;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setSchema(schema);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(false);
        config.setPoolName("buyledger");
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
        pool = new HikariDataSource(config);
    }

    /**
     * Works in one transaction. An exception from the commit itself leaves it unknown whether the work is done; the
     * caller has to look before it tries again.
     *
     * @throws DataAccessException when the database cannot be reached or refuses
     */
    public <T extends @Nullable Object> T transaction(Function<DSLContext, T> work) {
        return run(false, work);
    }

    /** Reads in one transaction that cannot write. */
    public <T extends @Nullable Object> T readOnly(Function<DSLContext, T> work) {
        return run(true, work);
    }

    private <T extends @Nullable Object> T run(boolean readOnly, Function<DSLContext, T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(readOnly);
            try {
                T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, JOOQ));
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException e) {
            throw new DataAccessException("The database does not answer: " + e.getMessage(), e);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is broken, so the server has rolled back, or will; the first failure is what matters.
            failure.addSuppressed(e);
        }
    }

    /** The schema of the read tables. */
    public String schema() {
        return schema;
    }

    /** For Flyway, which manages its own transactions. */
    DataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
