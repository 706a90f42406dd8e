package org.buyledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.buyledger.standalone.up.UpCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BuyledgerTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine command =
            Buyledger.commandLine(new UpCommand((kafka, rootToken, file) -> {})).setOut(new PrintWriter(out));

    @Test
    void help_lists_commands_exit_codes_and_settings() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString()).contains("  up  Starts", "  130  killed", "  BUYLEDGER_KAFKA_BOOTSTRAP  ");
    }

    @Test
    void without_a_command_it_is_the_same() {
        assertThat(command.execute()).isZero();
        assertThat(out.toString()).startsWith("Usage: buyledger ");
    }

    @Test
    void an_unknown_command_is_an_error_of_usage() {
        assertThat(command.execute("down")).isEqualTo(ExitCode.USAGE);
        assertThat(command.execute("up", "--dmeo")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void it_knows_its_version() {
        assertThat(command.execute("--version")).isZero();
        assertThat(out.toString()).matches("buyledger \\d+\\.\\d+\\.\\d+.*\\R");
    }
}
