package org.buyledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.buyledger.projector.rebuild.Phase;
import org.buyledger.projector.rebuild.RunProgress.Snapshot;
import org.buyledger.standalone.Buyledger;
import org.buyledger.standalone.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--switch-back --dry-run",
                "--switch-back --table media_buys",
                "--throttle -1",
                "--throttle x",
                "-o xml"
            })
    void what_makes_no_sense_is_an_error_of_usage(String options) {
        String[] words = ("rebuild " + options).split(" ", -1);

        assertThat(Buyledger.commandLine(new RebuildCommand(Map.of(), Path.of("nowhere")))
                        .execute(words))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void each_phase_is_told_in_a_line() {
        assertThat(RebuildLines.text(new Snapshot(Phase.FILLING, 1_500, 3_000, 0, 0, 10)))
                .isEqualTo("filling: 1,500 of 3,000 events (50 %), 10 a second, 2 min 30 s left");
        assertThat(RebuildLines.text(new Snapshot(Phase.CATCHING_UP, 3_000, 3_000, 0, 0, 0)))
                .isEqualTo("catching up: 3,000 of 3,000 events (100 %), 0 a second");
        assertThat(RebuildLines.text(new Snapshot(Phase.INDEXING, 0, 0, 3, 21, 0)))
                .isEqualTo("indexing: 3 of 21");
        assertThat(RebuildLines.text(new Snapshot(Phase.SWITCHING, 0, 0, 0, 0, 0)))
                .isEqualTo("switching");
    }
}
