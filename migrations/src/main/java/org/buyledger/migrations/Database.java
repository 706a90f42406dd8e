package org.buyledger.migrations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one way to the database: one pool per service, and every use of a connection is a transaction that commits when the
 * work returns, rolls back when it throws, and gives the connection back in either case.
 */
public final class Database implements AutoCloseable {
    /** In a class of its own, which is loaded where jOOQ is used. */
    private static final class Jooq {
        static final org.jooq.conf.Settings SETTINGS =
                new org.jooq.conf.Settings().withRenderSchema(false).withExecuteLogging(false);

        /** With the views of what row-level security would deny indexes to. */
        static final org.jooq.conf.Settings READER = ((org.jooq.conf.Settings) SETTINGS.clone())
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema()
                                .withInput("")
                                .withTables(Stream.of("media_buys", "creatives", "workflow_steps")
                                        .map(table -> new MappedTable()
                                                .withInput(table)
                                                .withOutput(table + "_of_tenant"))
                                        .toList())));
    }

    /** What PostgreSQL answers to a prepared statement whose columns have other types now: each schema has its own enums. */
    private static final String STALE_PLAN = "0A000";

    private final String url;
    private final Properties login = new Properties();
    private final int size;
    private final @Nullable MeterRegistry metrics;
    private @Nullable HikariDataSource pool;
    private @Nullable CompletableFuture<Session> kept;
    private final String schema;
    private final Limits limits;

    /**
     * What work may do, and how long it may take.
     *
     * @param connection how long it waits for a connection when all are in use or the server is away
     * @param statement how long one of its statements may run; zero for no limit
     * @param reader the role that it takes in order to read alone, one that row-level security binds; null for work that may
     *     do what the database user may
     */
    public record Limits(
            Duration connection,
            Duration statement,
            @Nullable String reader) {
        /** For work that no caller waits for. */
        public static final Limits BACKGROUND = new Limits(Duration.ofSeconds(10), Duration.ZERO, null);

        /** Of work that may do what the database user may. */
        public Limits(Duration connection, Duration statement) {
            this(connection, statement, null);
        }

        /** What each of a reader's sessions begins with, so that its transactions need nothing of their own. */
        private String ofReader() {
            return "-c role=%s -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read -c statement_timeout=%d"
                    .formatted(reader, statement.toMillis());
        }
    }

    /** Opens the pool of a service that works in the background; a connection is made at the first use. */
    public Database(Settings settings, MeterRegistry metrics) {
        this(settings, Limits.BACKGROUND, metrics);
    }

    /** Opens the pool of a service; a connection is made at the first use. */
    public Database(Settings settings, Limits limits, MeterRegistry metrics) {
        this(
                settings.text(Setting.DB_URL),
                settings.text(Setting.DB_USER),
                settings.databasePassword(),
                settings.text(Setting.DB_SCHEMA),
                settings.number(Setting.DB_POOL_SIZE, 1, 1000),
                limits,
                metrics);
    }

    /** For a command that ends soon: nobody reads its metrics, so they are not even loaded. */
    public Database(Settings settings) {
        this(
                settings.text(Setting.DB_URL),
                settings.text(Setting.DB_USER),
                settings.databasePassword(),
                settings.text(Setting.DB_SCHEMA));
    }

    /** For a command that ends soon, on any database. */
    public Database(String url, String user, String password, String schema) {
        this(url, user, password, schema, 1, Limits.BACKGROUND, null);
    }

    public Database(String url, String user, String password, String schema, int size, MeterRegistry metrics) {
        this(url, user, password, schema, size, Limits.BACKGROUND, metrics);
    }

    private Database(
            String url,
            String user,
            String password,
            String schema,
            int size,
            Limits limits,
            @Nullable MeterRegistry metrics) {
        this.url = url;
        login.setProperty("user", user);
        login.setProperty("password", password);
        this.schema = schema;
        this.limits = limits;
        this.size = size;
        this.metrics = metrics;
    }

    /**
     * The same server and user, through a pool of one connection that is the caller's to close.
     *
     * @param schemas where names without a schema are looked up, in this order; the first one is where things are made
     */
    public Database searching(String... schemas) {
        return new Database(url, login.getProperty("user"), login.getProperty("password"), String.join(",", schemas));
    }

    /** Made at the first use: what only looks where the schema stands never needs it. */
    private synchronized HikariDataSource pool() {
        HikariDataSource made = pool == null ? new HikariDataSource(configuration()) : pool;
        pool = made;
        closeKept();
        return made;
    }

    private synchronized void closeKept() {
        if (kept != null) {
            // One that is still connecting is closed when it has, and nobody waits for that.
            var _ = kept.thenAccept(Session::close);
            kept = null;
        }
    }

    private HikariConfig configuration() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(login.getProperty("user"));
        config.setPassword(login.getProperty("password"));
        // Given at login: a SET would be undone when the connection's first transaction rolls back.
        config.addDataSourceProperty("currentSchema", schema);
        if (limits.reader() != null) {
            config.addDataSourceProperty("options", limits.ofReader());
            // What is read becomes JSON, which is text.
            config.addDataSourceProperty("binaryTransfer", "false");
            // The driver gives the session the JVM's time zone.
            config.setConnectionInitSql("SET TIME ZONE 'UTC'");
        }
        config.setMaximumPoolSize(size);
        config.setAutoCommit(false);
        // Else the pool's test of an idle connection leaves it inside a transaction.
        config.setIsolateInternalQueries(true);
        config.setPoolName("buyledger");
        config.setConnectionTimeout(limits.connection().toMillis());
        if (limits.statement().isPositive()) {
            // A server that vanished cannot end the statement; then the socket does, a little later.
            long seconds = limits.statement().toSeconds() + 5;
            config.addDataSourceProperty("socketTimeout", Long.toString(seconds));
        }
        config.setInitializationFailTimeout(-1);
        if (metrics != null) {
            config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
        }
        return config;
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

    /**
     * Reads in one transaction that cannot write and sees one snapshot, however many statements it runs. The work is done
     * once more, on a fresh connection, when a rebuilt schema has just taken the place of the one that the connections
     * knew.
     *
     * @throws DataAccessException when the database cannot be reached or refuses
     */
    public <T extends @Nullable Object> T readOnly(Function<DSLContext, T> work) {
        try {
            return run(true, work);
        } catch (DataAccessException e) {
            if (!e.sqlState().equals(STALE_PLAN)) {
                throw e;
            }
            pool().getHikariPoolMXBean().softEvictConnections();
            return run(true, work);
        }
    }

    /** What writes statements as the others do, and runs none. */
    public DSLContext unconnected() {
        return DSL.using(SQLDialect.POSTGRES, limits.reader() == null ? Jooq.SETTINGS : Jooq.READER);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Reads with statements that are sent as one, parted by semicolons: they are one transaction, which begins and ends by
     * itself, see one snapshot, and take one round trip. Only a reader's pool has sessions for that. Once more on a fresh
     * connection, as {@link #readOnly}.
     *
     * @throws DataAccessException when the database cannot be reached or refuses
     */
    public <T extends @Nullable Object> T atOnce(Work<T> work) {
        try {
            return alone(work);
        } catch (DataAccessException e) {
            if (!e.sqlState().equals(STALE_PLAN)) {
                throw e;
            }
            pool().getHikariPoolMXBean().softEvictConnections();
            return alone(work);
        }
    }

    private <T extends @Nullable Object> T alone(Work<T> work) {
        if (limits.reader() == null) {
            throw new IllegalStateException(
                    "a session of this pool may write, and sees another snapshot with each statement");
        }
        try (Connection connection = pool().getConnection()) {
            connection.setAutoCommit(true);
            try {
                return work.with(connection);
            } catch (SQLException e) {
                throw new DataAccessException(String.valueOf(e.getMessage()), e);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /**
     * Listens for notifications on a connection of its own, which is not the pool's.
     *
     * @param channel an identifier in lower case
     * @param onNotify called by the listening thread after each notification or burst of them, and whenever it begins to
     *     listen, since what was told before went unheard; must return soon and not throw
     */
    public Listener listen(String channel, Runnable onNotify) {
        return new Listener(url, login, channel, onNotify);
    }

    private <T extends @Nullable Object> T run(boolean readOnly, Function<DSLContext, T> work) {
        try (Connection connection = pool().getConnection()) {
            try {
                DSLContext dsl = DSL.using(
                        connection, SQLDialect.POSTGRES, limits.reader() == null ? Jooq.SETTINGS : Jooq.READER);
                begin(dsl, readOnly);
                T result = work.apply(dsl);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** What a failed connection is told as: with the server's own words, where there are any, and not the pool's. */
    static DataAccessException unreachable(SQLException e) {
        SQLException reason = e.getCause() instanceof SQLException server ? server : e;
        return new DataAccessException("The database does not answer: " + reason.getMessage(), e);
    }

    /** One round trip at most, and none for a reader's transaction and for one that writes without a limit. */
    private void begin(DSLContext dsl, boolean readOnly) {
        if (limits.reader() != null) {
            return;
        }
        String snapshot = readOnly ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;" : "";
        String limit = limits.statement().isPositive()
                ? "SET LOCAL statement_timeout = " + limits.statement().toMillis()
                : "";
        if (!snapshot.isEmpty() || !limit.isEmpty()) {
            dsl.execute(snapshot + limit);
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

    /**
     * A connection of its own, outside the pool, each statement of which is its own transaction: for a lock that is held
     * across transactions, and for statements that cannot be in one.
     *
     * @param name what the server calls it
     * @throws DataAccessException when the database cannot be reached
     */
    public Session session(String name) {
        try {
            return new Session(connect(name, new Properties()));
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** The schema is on the search path from the start: else Flyway puts it there anew for each revision. */
    private Connection connect(String name, Properties more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login);
        properties.putAll(more);
        properties.setProperty("currentSchema", schema);
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(url, properties);
    }

    /**
     * Reads, from the pool where a service has made it. A command that only looks would wait longer for a pool, and for
     * jOOQ, than for the answer, so it gets a connection of its own, and keeps it for the next look.
     *
     * @throws DataAccessException when the database cannot be reached or refuses
     */
    synchronized <T> T look(Session.Look<T> look) {
        if (pool != null) {
            return readOnly(db -> db.connectionResult(look::at));
        }
        connectAhead();
        try {
            return Objects.requireNonNull(kept).join().look(look);
        } catch (CompletionException e) {
            kept = null;
            throw e.getCause() instanceof DataAccessException failure ? failure : e;
        }
    }

    /** Begins to load the driver, for a command that does not know yet where to connect. */
    public static void loadAhead() {
        Thread.ofPlatform().daemon().name("driver").start(DriverManager::getDrivers);
    }

    /** Begins to connect, for a command that has to read its files before it looks. That it fails is told to who looks. */
    public synchronized void connectAhead() {
        if (pool == null && kept == null) {
            kept = CompletableFuture.supplyAsync(
                    () -> session("buyledger migrate"),
                    connecting -> Thread.ofPlatform().daemon().name("connect").start(connecting));
        }
    }

    /**
     * The same server and user, with other schemas to find tables in.
     *
     * @param searchPath schemas, parted by commas; what is made is made in the first
     * @param size how many connections at most
     */
    public Database beside(String searchPath, int size) {
        return new Database(
                url,
                login.getProperty("user"),
                login.getProperty("password"),
                searchPath,
                size,
                Limits.BACKGROUND,
                null);
    }

    /** The schema of the read tables. */
    public String schema() {
        return schema;
    }

    /** For Flyway, which manages its own connections and transactions. */
    FluentConfiguration flyway(String name) {
        Properties properties = new Properties();
        // What Flyway prepares is about its own table alone, which no revision changes; else the driver would prepare
        // it anew after each of their statements.
        PGProperty.FLUSH_CACHE_ON_DDL.set(properties, false);
        return Flyway.configure()
                .dataSource(new ForFlyway(name, properties))
                .schemas(schema)
                .defaultSchema(schema);
    }

    /** It asks for a connection alone, so what else it could be asked for is of no matter. */
    private final class ForFlyway extends PGSimpleDataSource {
        private final String name;
        private final Properties properties;

        ForFlyway(String name, Properties properties) {
            this.name = name;
            this.properties = properties;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return new RememberingConnection(connect(name, properties));
        }
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
        closeKept();
    }
}
