package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/clients/follow_events.py, which has nothing but Python's standard library. */
class FollowEventsTest extends ServiceTest {

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.user("acme", "ursula", UserRole.viewer);
        for (int i = 1; i <= 5; i++) {
            fixture.project("acme", i, row -> {});
        }
    }

    @Test
    void it_prints_each_event_once_over_two_runs(@TempDir Path folder) throws Exception {
        assumeTrue(isPythonThere(), "there is no python3");

        assertThat(run(folder, 2)).containsExactly(1L, 2L);
        assertThat(run(folder, 3)).containsExactly(3L, 4L, 5L);
    }

    private static boolean isPythonThere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Long> run(Path folder, int count) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "python3",
                Path.of("..", "docs", "clients", "follow_events.py").toString(),
                "http://127.0.0.1:" + service.port() + "/v1/events",
                folder.resolve("position").toString(),
                Integer.toString(count));
        builder.environment().put("BUYLEDGER_TOKEN", token("acme", "ursula"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines()
                .map(line ->
                        Long.valueOf(Json.EVENTS.readTree(line).get("sequence").stringValue()))
                .toList();
    }
}
