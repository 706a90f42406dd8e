package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.buyledger.standalone.up.UpProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipMigrationsIT {
    @TempDir
    Path temporary;

    @Test
    void the_projector_does_not_consume_before_the_schema_is_there_and_says_what_to_run() throws Exception {
        Path folder = temporary.resolve("data");
        try (UpProcess up = UpProcess.startReal(folder, Map.of("SKIP_MIGRATIONS", "true"))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> up.output().contains("buyledger migrate upgrade head"));
            assertThat(up.output())
                    .containsPattern("SKIP_MIGRATIONS is set and the schema lacks \\d+ revision\\(s\\): ")
                    .contains("(create tenants)")
                    .doesNotContain("buyledger is up");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(up.ready().toString()).contains("not consuming: ", "\"kafka\":\"not asked\""));

            assertThat(migrate(up)).contains("applied").contains("(create command results)");
            up.awaitUp();
        }
    }

    private static String migrate(UpProcess up) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        org.buyledger.standalone.Buyledger.class.getName(),
                        "migrate",
                        "upgrade",
                        "head")
                .redirectErrorStream(true);
        builder.environment().put("BUYLEDGER_DB_URL", up.jdbcUrl());
        builder.environment()
                .put(
                        "BUYLEDGER_DB_PASSWORD_FILE",
                        up.folder.resolve("postgres.password").toString());
        Path output = Files.createTempFile("migrate", ".out");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
