package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpFailureIT {
    @TempDir
    Path folder;

    @Test
    void a_process_that_keeps_dying_ends_everything_with_its_last_error() throws Exception {
        try (UpProcess up = UpProcess.startWith(BrokenService.class, folder)) {
            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.output())
                    .contains("fake-service died (exit status 7)")
                    .endsWith(
                            ("buyledger: fake-service died 6 times within a minute (exit status 7); its log is %s and says"
                                            + " last: ERROR the key of the cellar is lost\n")
                                    .formatted(folder.resolve("logs/fake-service.log")));
            assertThat(folder.resolve("processes")).doesNotExist();
            assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void data_of_another_postgresql_are_left_alone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("postgres/data"));
        Files.writeString(folder.resolve("lock"), "");
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        try (UpProcess up = UpProcess.start(folder)) {
            assertThat(up.awaitExit()).isEqualTo(3);
            assertThat(up.output())
                    .startsWith("buyledger: %s was made by PostgreSQL 17 and this is PostgreSQL 18;".formatted(data))
                    .hasLineCount(1);
        }
    }
}
