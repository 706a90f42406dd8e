package org.buyledger.benchmarks.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.benchmarks.Failed;

/** wrk: as many requests as there are answers, on a number of connections. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern PERCENTILE = Pattern.compile("(50|99)% +([0-9.]+)(us|ms|s)");

    private final Path folder;
    private final int port;
    private final int buys;

    Wrk(Path folder, int port, int buys) {
        this.folder = folder;
        this.port = port;
        this.buys = buys;
    }

    /**
     * What it measured.
     *
     * @param rate requests a second
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    record Measured(double rate, double p50, double p99) {}

    /** Lets the JVM compile; what is refused meanwhile does not matter. */
    void warm(Question question, int connections, int seconds) throws IOException, InterruptedException {
        run(command(question, connections, seconds));
    }

    Measured measure(Question question, int connections, int seconds) throws IOException, InterruptedException, Failed {
        List<String> command = command(question, connections, seconds);
        String said = run(command);
        Matcher rate = RATE.matcher(said);
        if (said.contains("Non-2xx") || said.contains("Socket errors") || !rate.find()) {
            throw new Failed("`%s` failed; it said: %s".formatted(String.join(" ", command), said));
        }
        double[] millis = new double[2];
        Matcher percentile = PERCENTILE.matcher(said);
        while (percentile.find()) {
            double unit = percentile.group(3).equals("us")
                    ? 0.001
                    : percentile.group(3).equals("ms") ? 1 : 1000;
            millis[percentile.group(1).equals("50") ? 0 : 1] = Double.parseDouble(percentile.group(2)) * unit;
        }
        return new Measured(Double.parseDouble(rate.group(1)), millis[0], millis[1]);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private List<String> command(Question question, int connections, int seconds) throws IOException {
        Path script = Files.writeString(folder.resolve(question + ".lua"), """
                math.randomseed(os.time())
                request = function()
                  local n = math.random(0, %d)
                  local headers = { ["Authorization"] = "Bearer token-of-a-user-of-" .. (n %% %d + 1) }
                  return wrk.format("GET", %s, headers)
                end
                """.formatted(
                        buys - 1,
                        Buys.TENANTS,
                        question == Question.BY_ID
                                ? "string.format(\"/v1/media-buys/%%.0f\", %d + n)"
                                        .formatted(Buys.FIRST)
                                        .replace("%%", "%")
                                : '"' + question.target(0) + '"'));
        return List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--latency",
                "--script=" + script,
                "http://127.0.0.1:" + port);
    }
}
