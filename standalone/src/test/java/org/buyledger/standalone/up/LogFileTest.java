package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void name() {
        log = folder.resolve("a.log");
    }

    @Test
    void the_cause_at_the_end_of_a_trace_is_the_last_error() throws IOException {
        Files.writeString(log, """
                10:00 INFO starting
                10:01 ERROR it stops: no broker
                java.lang.IllegalStateException: no broker
                \tat a.B.c(B.java:1)
                Caused by: java.io.IOException: No space left on device
                \tat a.B.d(B.java:2)
                \t... 3 more
                10:02 INFO stopped
                """);

        assertThat(LogFile.lastError(log)).isEqualTo("Caused by: java.io.IOException: No space left on device");
    }

    @Test
    void without_an_error_it_is_the_last_line() throws IOException {
        Files.writeString(log, "one\ntwo\n\n");

        assertThat(LogFile.lastError(log)).isEqualTo("two");
    }

    @Test
    void only_the_end_of_a_long_log_is_read() throws IOException {
        Files.writeString(log, "FATAL: long ago\n" + "fine\n".repeat(100_000));

        assertThat(LogFile.lastError(log)).isEqualTo("fine");
    }

    @Test
    void a_new_log_keeps_the_one_before_it_and_none_older() throws IOException {
        Files.writeString(log, "first");
        LogFile.roll(log);
        Files.writeString(log, "second");
        LogFile.roll(log);

        assertThat(folder).isDirectoryContaining("glob:**/a.log.1");
        assertThat(log).doesNotExist();
        assertThat(folder.resolve("a.log.1")).hasContent("second");
    }
}
