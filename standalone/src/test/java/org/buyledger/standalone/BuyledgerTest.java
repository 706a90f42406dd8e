package org.buyledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.client.EventCodec;
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

    /** Reads a record that something foreign wrote. */
    @CommandLine.Command(name = "reader")
    static final class Reader implements Callable<Integer> {
        @Override
        public Integer call() {
            EventCodec.envelope(new ConsumerRecord<>("mediabuy.events.v1", 2, 7, new byte[0], new byte[0]));
            return ExitCode.OK;
        }
    }

    @Test
    void an_event_that_cannot_be_read_is_told_in_a_line_that_says_where_it_is() {
        PrintStream usual = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertThat(Buyledger.commandLine(new Reader()).execute("reader")).isEqualTo(ExitCode.FAILED);
        } finally {
            System.setErr(usual);
        }

        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("buyledger: The event at mediabuy.events.v1 partition 2 offset 7 cannot be read")
                .hasLineCount(1);
    }
}
