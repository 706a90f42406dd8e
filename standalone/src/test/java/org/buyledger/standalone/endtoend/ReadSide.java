package org.buyledger.standalone.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.buyledger.events.Json;
import org.buyledger.events.client.TopicAdmin;
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projector;
import org.buyledger.standalone.Buyledger;
import org.buyledger.standalone.cli.RebuildCommand;
import org.buyledger.standalone.cli.VerifyCommand;
import org.buyledger.standalone.cli.deadletters.DeadLettersCommand;
import org.buyledger.standalone.up.UpProcess;
import tools.jackson.databind.JsonNode;

/** A projector between a real Kafka and a real PostgreSQL, and somebody who writes events and types commands. */
final class ReadSide implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;

    final UpProcess servers;
    final Journal journal;
    private final Map<String, String> environment;
    private final Projector projector;

    ReadSide(Path folder) throws IOException {
        servers = UpProcess.startServers(folder).awaitUp();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
            new TopicAdmin(admin).createMissing(PARTITIONS, (short) 1);
        }
        environment = Map.of(
                "BUYLEDGER_KAFKA_BOOTSTRAP", servers.kafka(),
                "BUYLEDGER_DB_URL", servers.jdbcUrl(),
                "BUYLEDGER_DB_PASSWORD_FILE",
                        servers.folder.resolve("postgres.password").toString(),
                "BUYLEDGER_OPERATIONS_PORT", "0");
        projector = Projector.start(new Settings(environment));
        journal = new Journal(servers.kafka(), PARTITIONS);
        await().atMost(PATIENCE).until(() -> ready().path("ready").asBoolean());
    }

    /** What a command said on standard output, and how it ended. */
    record Said(int exitCode, String out) {
        JsonNode json() {
            return Json.EVENTS.readTree(out);
        }
    }

    /** Types {@code buyledger} and these words. */
    Said type(String... words) {
        StringWriter out = new StringWriter();
        int exitCode = Buyledger.commandLine(
                        new VerifyCommand(environment, servers.folder),
                        new RebuildCommand(environment, servers.folder),
                        DeadLettersCommand.commandLine(environment, servers.folder))
                .setOut(new PrintWriter(out))
                .execute(words);
        return new Said(exitCode, out.toString());
    }

    JsonNode ready() throws IOException, InterruptedException {
        return Json.EVENTS.readTree(get("/readyz"));
    }

    String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(projector.operationsPort(), path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    void execute(String sql) throws IOException, SQLException {
        try (var connection = servers.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws IOException, SQLException {
        try (var connection = servers.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void awaitProjected(String tenant) {
        String query =
                "SELECT coalesce(max(sequence), 0) FROM tenant_positions WHERE tenant_id = '%s'".formatted(tenant);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> number(query) >= journal.sequence(tenant));
    }

    @Override
    public void close() throws IOException {
        journal.close();
        projector.close();
        servers.close();
    }
}
