package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.buyledger.standalone.Buyledger;
import org.buyledger.standalone.up.UpProcess;

/** {@code buyledger rebuild} as processes beside everything else, and a reader who watches what they do to answers. */
final class RebuildRuns implements AutoCloseable {
    /** Below the rate limit of a caller. */
    private static final Duration PACE = Duration.ofMillis(15);

    private final UpProcess up;
    private final Client client;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    RebuildRuns(UpProcess up, Client client) {
        this.up = up;
        this.client = client;
        reader = Thread.ofPlatform().name("reader").start(this::read);
    }

    private void read() {
        long position = 0;
        while (!stopped.get()) {
            LockSupport.parkNanos(PACE.toNanos());
            try {
                HttpResponse<String> answer = client.get(client.buyer, "/v1/media-buys");
                long now =
                        answer.headers().firstValueAsLong("Buyledger-Position").orElse(-1);
                if (answer.statusCode() != 200 || now < position) {
                    complaints.add(
                            "%d at %d after %d: %s".formatted(answer.statusCode(), now, position, answer.body()));
                }
                position = Math.max(position, now);
            } catch (IOException e) {
                complaints.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs it to its end, and returns what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rebuild", ".out");
        int code = start(output, arguments).waitFor();
        assertThat(code).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    /** Runs it until it has printed something, and kills it. */
    void kill(String after, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rebuild", ".out");
        Process process = start(output, arguments);
        await().atMost(Duration.ofMinutes(1))
                .failFast(() -> assertThat(process.isAlive())
                        .as(Files.readString(output))
                        .isTrue())
                .until(() -> Files.readString(output).contains(after));
        process.destroyForcibly().waitFor();
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Buyledger.class.getName(),
                "rebuild"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("BUYLEDGER_DB_URL", up.jdbcUrl());
        builder.environment().put("BUYLEDGER_KAFKA_BOOTSTRAP", up.kafka());
        builder.environment()
                .put(
                        "BUYLEDGER_DB_PASSWORD_FILE",
                        up.folder.resolve("postgres.password").toString());
        return builder.start();
    }

    /** Lets the reader end, and tells what was wrong with answers. */
    List<String> complaints() throws InterruptedException {
        stopped.set(true);
        reader.join();
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
