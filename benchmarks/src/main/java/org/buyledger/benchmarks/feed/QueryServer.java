package org.buyledger.benchmarks.feed;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Program;

/** A query-service in a process of its own. */
final class QueryServer implements AutoCloseable {
    private static final long PATIENCE = 60_000_000_000L;

    private final Process process;
    private final int port;
    private final int operationsPort;

    /**
     * Starts it and waits until it is ready.
     *
     * @param heap its largest, as {@code -Xmx} takes it
     */
    QueryServer(String databaseUrl, String heap) throws IOException, InterruptedException, Failed {
        port = free();
        operationsPort = free();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.buyledger.query.Main")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> settings = new HashMap<>(Map.of(
                "BUYLEDGER_DB_URL", databaseUrl,
                "BUYLEDGER_DB_USER", "postgres",
                "BUYLEDGER_DB_PASSWORD", "postgres",
                "BUYLEDGER_HTTP_PORT", Integer.toString(port),
                "BUYLEDGER_OPERATIONS_PORT", Integer.toString(operationsPort),
                // All clients have the same token.
                "BUYLEDGER_RATE_LIMIT", "0",
                "BUYLEDGER_STREAMS", "100000",
                "BUYLEDGER_STREAMS_PER_CALLER", "100000"));
        builder.environment().putAll(settings);
        process = builder.start();
        long until = System.nanoTime() + PATIENCE;
        while (!isReady()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                process.destroy();
                throw new Failed("The query service has not become ready.");
            }
            Thread.sleep(100);
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + operationsPort + "/readyz")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /**
     * What it takes of memory after a full collection.
     *
     * @param heapBytes what is alive
     * @param residentBytes of the process
     */
    record Memory(long heapBytes, long residentBytes) {}

    Memory memory() throws IOException, InterruptedException, Failed {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Program.run(List.of(jcmd, Long.toString(process.pid()), "GC.run"), Map.of());
        String metrics = new String(
                URI.create("http://127.0.0.1:" + operationsPort + "/metrics")
                        .toURL()
                        .openStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        long heap = metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        long resident = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
        return new Memory(heap, resident);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
