package org.buyledger.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a program, as a user would. */
public final class Program {
    private Program() {}

    /**
     * Runs it to its end.
     *
     * @param settings variables of its environment, beside ours
     * @throws Failed with what it said, when it ends with another code than zero
     */
    public static void run(List<String> command, Map<String, String> settings)
            throws IOException, InterruptedException, Failed {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Failed("`%s` failed; it said: %s".formatted(String.join(" ", command), said));
        }
    }
}
