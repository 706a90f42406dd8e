package org.buyledger.standalone.up;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A short-lived program that has ended.
 *
 * @param status its exit status
 * @param output what it wrote, errors too
 */
record Command(int status, String output) {

    /** Runs it to its end, or kills it when we are interrupted. */
    static Command run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
            return new Command(process.waitFor(), output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    /** What it complained of. */
    String complaint() {
        return LogFile.lastErrorIn(output);
    }
}
