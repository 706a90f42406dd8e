package org.buyledger.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void clear() {
        System.clearProperty("BUYLEDGER_LOG_LEVEL");
        System.clearProperty("logback.configurationFile");
        context.stop();
    }

    private Level level(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }

    @Test
    void it_is_what_logback_takes_and_the_setting_names_the_level() throws Exception {
        System.setProperty("BUYLEDGER_LOG_LEVEL", "DEBUG");
        new ContextInitializer(context).autoConfig();

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNotNull();
        assertThat(level("org.buyledger.migrations")).isEqualTo(Level.DEBUG);
        assertThat(level("org.flywaydb.core.Flyway")).isEqualTo(Level.WARN);
        assertThat(level("org.flywaydb.core.internal.command.DbMigrate")).isEqualTo(Level.OFF);
    }

    @Test
    void without_a_level_it_is_info() throws Exception {
        System.setProperty("BUYLEDGER_LOG_LEVEL", "");
        new ContextInitializer(context).autoConfig();

        assertThat(level("org.buyledger.migrations")).isEqualTo(Level.INFO);
    }

    @Test
    void a_file_that_is_named_counts_alone() {
        System.setProperty("logback.configurationFile", "other.xml");

        assertThat(new LogConfigurator().configure(context))
                .isEqualTo(ch.qos.logback.classic.spi.Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNull();
    }
}
