package org.buyledger.operations;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every setting there is. They are environment variables, so that a container and a shell set them alike. */
public enum Setting {
    KAFKA_BOOTSTRAP("localhost:19092", "all", "Kafka's addresses, host:port, parted by commas"),
    KAFKA_CONFIG_FILE(null, "all", "properties file with further settings of Kafka clients, such as security"),
    TOPIC_PARTITIONS("12", "command-service", "partitions of topics that are created; they cannot be changed later"),
    TOPIC_REPLICATION_FACTOR("1", "command-service", "copies of topics that are created; 3 in production"),
    STATE_DIR(".buyledger/state", "command-service", "folder of the state store; keep it over restarts"),
    THREADS("2", "command-service", "stream threads"),
    ROOT_TOKEN_FILE(
            null,
            "command-service, query-service",
            "file that holds the root token, which registers and lists tenants"),
    DB_URL("jdbc:postgresql://localhost:15432/buyledger", "projector, query-service, migrate", "JDBC URL"),
    DB_USER("buyledger", "projector, query-service, migrate", "database user"),
    DB_PASSWORD(null, "projector, query-service, migrate", "database password; rather give DB_PASSWORD_FILE"),
    DB_PASSWORD_FILE(null, "projector, query-service, migrate", "file that holds the database password"),
    DB_SCHEMA("buyledger", "projector, query-service, migrate", "schema of the read tables"),
    DB_READER_ROLE(
            "pg_read_all_data",
            "query-service",
            "role that reads take, one that row-level security binds; the user must be a member of it"),
    MIGRATIONS_DIR(null, "migrate", "folder of the revisions' files; else that of the sources, else those built in"),
    DB_POOL_SIZE("10", "projector, query-service", "connections in the pool"),
    PROJECTOR_WORKERS(
            "2", "projector", "partitions that are applied at the same time, with a connection of the pool each"),
    COMMANDS_PORT("8090", "command-service", "port that commands are sent to over HTTP; 0 for any free one"),
    API_URL(null, "command-service", "address of the REST API, where results are read; else the one that was asked"),
    HTTP_HOST(
            "127.0.0.1",
            "command-service, query-service",
            "address that commands over HTTP and the REST API listen on; 0.0.0.0 for all"),
    HTTP_PORT("8080", "query-service", "port of the REST API"),
    RATE_LIMIT(
            "1000", "query-service", "requests that a caller may have in the window, of each instance; 0 for no limit"),
    RATE_LIMIT_WINDOW("10", "query-service", "seconds of that window"),
    ACCESS_LOG("false", "query-service", "true: each request is a line of the log"),
    CURSOR_KEY_FILE(
            null, "query-service", "file with the secret that signs cursors; else made of the database password"),
    STREAMS("12000", "query-service", "streams of events, waiting polls and exports at once; each takes a file handle"),
    STREAMS_PER_CALLER("20", "query-service", "the same of one principal or user"),
    STREAM_HEARTBEAT_SECONDS("15", "query-service", "how long a stream of events is silent at most"),
    STREAM_SECONDS("900", "query-service", "after which a stream of events is closed; its client comes back"),
    OPERATIONS_HOST("127.0.0.1", "all", "address of /livez, /readyz and /metrics; 0.0.0.0 for all"),
    OPERATIONS_PORT("8081", "all", "port of /livez, /readyz and /metrics; 0 for any free one"),
    TOKEN(null, "send", "bearer token of the sender, where --token is not given"),
    LOG_LEVEL("INFO", "all", "ERROR, WARN, INFO or DEBUG");

    /** What stands before each name in the environment. */
    public static final String PREFIX = "BUYLEDGER_";

    private final @Nullable String fallback;
    private final String readers;
    private final String meaning;

    Setting(@Nullable String fallback, String readers, String meaning) {
        this.fallback = fallback;
        this.readers = readers;
        this.meaning = meaning;
    }

    /** The environment variable. */
    public String variable() {
        return PREFIX + name();
    }

    /** Its value where the variable is not set; null where there is none. */
    public @Nullable String fallback() {
        return fallback;
    }

    /** Which services read it. */
    public String readers() {
        return readers;
    }

    public String meaning() {
        return meaning;
    }

    /** The table that {@code --help} prints. */
    public static String help() {
        StringBuilder text = new StringBuilder();
        for (Setting setting : values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-36s %s (%s)%s%n",
                    setting.variable(),
                    setting.meaning,
                    setting.readers,
                    setting.fallback == null ? "" : " [" + setting.fallback + "]"));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "  %-36s %s%n",
                        Settings.SKIP_MIGRATIONS,
                        "true: the projector leaves the schema as it is and starts only if it is new enough"))
                .toString();
    }
}
