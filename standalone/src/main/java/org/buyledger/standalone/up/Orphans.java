package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The note of every process that this run starts. When the supervisor is killed its children end by themselves, which
 * takes them a moment; the next run reads here whom it has to wait for.
 */
final class Orphans {
    /** Two readings of a process's start may differ by as much as the clock was set between them. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Pattern NOTE = Pattern.compile("(\\S+) (\\d{1,18}) (\\d{1,18})");

    private final Path file;
    private final Console console;

    Orphans(Path file, Console console) {
        this.file = file;
        this.console = console;
    }

    synchronized void note(String name, ProcessHandle process) throws IOException {
        String line =
                "%s %d %d%n".formatted(name, process.pid(), started(process).toEpochMilli());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Waits until all processes of the run before have ended; kills those that do not. */
    synchronized void awaitEnd() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Matcher note = NOTE.matcher(line);
                if (note.matches()) {
                    Instant started = Instant.ofEpochMilli(Long.parseLong(note.group(3)));
                    awaitEnd(note.group(1), Long.parseLong(note.group(2)), started);
                }
            }
        }
        forget();
    }

    /** All have ended. */
    synchronized void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    private void awaitEnd(String name, long pid, Instant started) throws InterruptedException {
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid)
                .filter(process ->
                        Duration.between(started(process), started).abs().compareTo(TOLERANCE) < 0);
        // PostgreSQL is stopped where it is started.
        if (orphan.isEmpty() || name.equals(Postgres.NAME)) {
            return;
        }
        console.say("waiting for %s of the run before, process %d, to end".formatted(name, pid));
        try {
            orphan.get().onExit().get(Supervised.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            console.say(
                    "%s did not end within %s and was killed".formatted(name, Console.seconds(Supervised.PATIENCE)));
            orphan.get().destroyForcibly();
            orphan.get().onExit().join();
        }
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
