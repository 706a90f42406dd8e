package org.buyledger.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is logged, and how: to standard error, from the level that {@link Setting#LOG_LEVEL} names. In Java, for a short command
 * would wait for the XML to be read. Whoever wants another format or appender names a file with
 * {@code -Dlogback.configurationFile}, which then counts alone.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String FILE = "logback.configurationFile";
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{30} - %msg%n";

    /** Libraries that say at INFO what only their developers need. */
    private static final Map<String, Level> QUIETER = Map.of(
            "org.apache.kafka",
            Level.WARN,
            // That the end of a partition was asked for which is not consumed.
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
            Level.ERROR,
            // Also that one could sign in.
            "org.flywaydb",
            Level.WARN,
            // What failed and what to do, which the migrator says; Flyway would have backups restored.
            "org.flywaydb.core.internal.command.DbMigrate",
            Level.OFF,
            "com.zaxxer.hikari",
            Level.WARN,
            "org.jooq",
            Level.WARN,
            "io.zonky",
            Level.WARN,
            "io.helidon",
            Level.WARN,
            // A port that is taken, which we say in one sentence.
            "io.helidon.webserver.LoomServer",
            Level.OFF);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level(), Level.INFO));
        root.addAppender(appender);
        QUIETER.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static @Nullable String level() {
        String name = Setting.LOG_LEVEL.variable();
        return System.getProperty(name, System.getenv(name));
    }
}
