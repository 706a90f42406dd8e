package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.buyledger.standalone.Buyledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@code buyledger up}, with the real services or a fake one, as a process of its own. */
public final class UpProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    public final Path folder;
    final Ports ports;
    private final Path out;
    private final Process process;

    private UpProcess(
            Path folder, Ports ports, Class<?> mainClass, Map<String, String> environment, String... arguments)
            throws IOException {
        this.folder = folder;
        this.ports = ports;
        out = Files.createTempFile("up", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                QUICK,
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName(),
                "up",
                "--data=" + folder));
        command.add("--kafka-port=" + ports.kafka());
        command.add("--postgres-port=" + ports.postgres());
        command.add("--http-port=" + ports.http());
        command.add("--commands-port=" + ports.commands());
        command.add("--operations-port=" + ports.operations());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    static Ports freePorts() throws IOException {
        return new Ports(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    static UpProcess start(Path folder) throws IOException {
        return start(folder, freePorts());
    }

    /** Kafka and PostgreSQL alone, with no topic and nothing in the schema. */
    public static UpProcess startServers(Path folder) throws IOException {
        return start(folder);
    }

    static UpProcess start(Path folder, Ports ports) throws IOException {
        return new UpProcess(folder, ports, FakeBuyledger.class, Map.of());
    }

    static UpProcess startWith(Class<?> fakeService, Path folder) throws IOException {
        return new UpProcess(
                folder, freePorts(), FakeBuyledger.class, Map.of(FakeBuyledger.MAIN_CLASS, fakeService.getName()));
    }

    /** The whole of it: {@code buyledger up} as a user starts it, but on free ports. */
    public static UpProcess startReal(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        // For its services too: none of them lives long enough for the better compiler to pay.
        all.put("JDK_JAVA_OPTIONS", QUICK);
        return new UpProcess(folder, freePorts(), Buyledger.class, all, arguments);
    }

    public UpProcess awaitUp() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
                .until(() -> output().lines().anyMatch("buyledger is up"::equals));
        return this;
    }

    /** Its exit code, when it ends by itself or has been told to. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** Everything that it has printed. */
    public String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void terminate() {
        process.destroy();
    }

    /** Kills the supervisor alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills the supervisor and everything that it has started. */
    public void killAll() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(children());
        process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(child -> child.onExit().join());
    }

    public ProcessHandle child(String name) {
        return ProcessHandle.of(ready().at("/services/" + name + "/pid").asLong())
                .orElseThrow();
    }

    List<ProcessHandle> children() {
        return ready().get("services").propertyNames().stream().map(this::child).toList();
    }

    public JsonNode ready() {
        return JsonMapper.shared().readTree(get("/readyz"));
    }

    public String get(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + ports.operations() + path)
                            .toURL()
                            .openConnection();
            boolean good = connection.getResponseCode() < 400;
            try (var body = good ? connection.getInputStream() : connection.getErrorStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new AssertionError(output(), e);
        }
    }

    public String kafka() {
        return "localhost:" + ports.kafka();
    }

    public int postgresPort() {
        return ports.postgres();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + ports.postgres() + "/" + Postgres.DATABASE;
    }

    /** Where the REST API is. */
    public int commandsPort() {
        return ports.commands();
    }

    public URI rest(String path) {
        return URI.create("http://localhost:" + ports.http() + path);
    }

    /** A connection as a service makes it. */
    public Connection database() throws IOException, SQLException {
        String password = Files.readString(folder.resolve("postgres.password")).strip();
        return PostgresDatabase.connect(ports.postgres(), "buyledger", "buyledger", password);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        Files.deleteIfExists(out);
    }
}
