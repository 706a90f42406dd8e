package org.buyledger.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.buyledger.events.Json;
import tools.jackson.databind.JsonNode;

/** A {@code buyledger up} of the benchmark's own: new data, free ports, and settings that survive a power cut, as always. */
public final class Up implements AutoCloseable {
    public static final String COMMAND_SERVICE = "command-service";
    public static final String KAFKA = "kafka";
    public static final String POSTGRES = "postgres";
    public static final String PROJECTOR = "projector";
    public static final String QUERY_SERVICE = "query-service";

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int KAFKA_PORT = 0;
    private static final int POSTGRES_PORT = 1;
    private static final int HTTP_PORT = 2;
    private static final int OPERATIONS_PORT = 3;
    private static final int COMMANDS_PORT = 4;

    private final Path folder;
    private final int[] ports = new int[5];
    private final Process process;
    private final Thread killer;

    private Up(Path launcher, Path folder) throws IOException {
        this.folder = folder;
        for (int i = 0; i < ports.length; i++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports[i] = socket.getLocalPort();
            }
        }
        process = new ProcessBuilder(
                        launcher.toString(),
                        "up",
                        "--data=" + folder,
                        "--kafka-port=" + ports[KAFKA_PORT],
                        "--postgres-port=" + ports[POSTGRES_PORT],
                        "--http-port=" + ports[HTTP_PORT],
                        "--commands-port=" + ports[COMMANDS_PORT],
                        "--operations-port=" + ports[OPERATIONS_PORT])
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        killer = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts it and waits until it is up.
     *
     * @param launcher the {@code buyledger} script
     * @param folder where it keeps its data; deleted first, and when it is closed
     */
    public static Up start(Path launcher, Path folder) throws IOException, InterruptedException, Failed {
        delete(folder);
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Up up = new Up(launcher, folder);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.readString(up.log()).lines().noneMatch("buyledger is up"::equals)) {
            if (!up.process.isAlive() || System.nanoTime() > deadline) {
                up.process.destroy();
                throw new Failed("`buyledger up` did not start; it said: %s".formatted(Files.readString(up.log())));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return up;
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    public Path folder() {
        return folder;
    }

    public String bootstrap() {
        return "localhost:" + ports[KAFKA_PORT];
    }

    /** The address of the database, whose user and database are called {@code buyledger}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + ports[POSTGRES_PORT] + "/buyledger";
    }

    public URI rest(String path) {
        return URI.create("http://localhost:" + ports[HTTP_PORT] + path);
    }

    public String rootToken() throws IOException {
        return Files.readString(folder.resolve("root.token")).strip();
    }

    /** The value of a metric that has no labels but its service's, 0 while there is none. */
    public double metric(String name) throws IOException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public ProcessHandle process(String service) throws IOException {
        JsonNode services = Json.EVENTS.readTree(get("/readyz")).path("services");
        long pid = services.path(service).path("pid").asLong();
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException(service + " does not run; see the logs in " + folder));
    }

    /** An answer of the operations port; what is not ready answers 503, and says as much. */
    private String get(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + ports[OPERATIONS_PORT] + path)
                        .toURL()
                        .openConnection();
        try (InputStream body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** Takes the processor from a service, or gives it back, without the service knowing. */
    public void signal(String service, String signal) throws IOException, InterruptedException {
        long pid = process(service).pid();
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill -%s of %s failed".formatted(signal, service));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(killer);
        delete(folder);
        Files.deleteIfExists(log());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
