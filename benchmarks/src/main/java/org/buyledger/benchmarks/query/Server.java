package org.buyledger.benchmarks.query;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.benchmarks.Failed;

/** query-service as a process of its own, with the options that `up` gives it. */
final class Server implements AutoCloseable {
    private static final int LONGEST_START = 300;

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param options more of the JVM's, parted by spaces
     */
    static Server start(Path folder, String url, String options) throws IOException, InterruptedException, Failed {
        int port = freePort();
        int operations = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:NewRatio=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (!options.isBlank()) {
            command.addAll(List.of(options.split(" ", -1)));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.buyledger.query.Main"));
        Path log = folder.resolve("query-service.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var settings = builder.environment();
        settings.put("BUYLEDGER_DB_URL", url);
        settings.put("BUYLEDGER_DB_USER", "postgres");
        settings.put("BUYLEDGER_DB_PASSWORD", "none");
        settings.put("BUYLEDGER_HTTP_PORT", Integer.toString(port));
        settings.put("BUYLEDGER_OPERATIONS_PORT", Integer.toString(operations));
        // A benchmark's callers ask as often as they can.
        settings.put("BUYLEDGER_RATE_LIMIT", "1000000");
        settings.put("BUYLEDGER_RATE_LIMIT_WINDOW", "1");
        Server server = new Server(builder.start(), port);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI ready = URI.create("http://127.0.0.1:" + operations + "/readyz");
            for (int i = 0; i < LONGEST_START; i++) {
                if (isReady(http, ready)) {
                    return server;
                }
                Thread.sleep(100);
            }
        }
        server.close();
        throw new Failed("query-service is not ready after 30 s; see " + log);
    }

    private static boolean isReady(HttpClient http, URI ready) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
