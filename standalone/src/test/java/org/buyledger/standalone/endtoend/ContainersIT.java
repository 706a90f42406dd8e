package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.buyledger.command.CommandService;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Json;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projector;
import org.buyledger.query.QueryService;
import org.buyledger.standalone.demo.DemoTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import tools.jackson.databind.JsonNode;

/** The services against the images of Kafka and PostgreSQL that docker-compose.yml names. */
class ContainersIT {
    private static final String ROOT_TOKEN = "a-root-token";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @BeforeEach
    void needsDocker() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker answers, which is to run Kafka and PostgreSQL for this test");
    }

    @Test
    void a_media_buy_goes_from_a_command_to_an_answer() throws Exception {
        try (KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1");
                PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")) {
            Startables.deepStart(kafka, postgres).join();
            Settings settings = settings(kafka, postgres);
            try (CommandService commands = CommandService.start(settings);
                    Projector projector = Projector.start(settings);
                    QueryService queries = QueryService.start(settings)) {
                await().atMost(PATIENCE).until(commands::isRunning);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(projector.operationsPort(), "/readyz")
                                        .statusCode())
                                .isEqualTo(200));

                buysAndReads(kafka.getBootstrapServers(), queries.port());
            }
        }
    }

    private Settings settings(KafkaContainer kafka, PostgreSQLContainer postgres) throws IOException {
        Path rootToken = Files.writeString(folder.resolve("root.token"), ROOT_TOKEN);
        Map<Setting, String> given = Map.of(
                Setting.KAFKA_BOOTSTRAP, kafka.getBootstrapServers(),
                Setting.STATE_DIR, folder.resolve("state").toString(),
                Setting.ROOT_TOKEN_FILE, rootToken.toString(),
                Setting.DB_URL, postgres.getJdbcUrl(),
                Setting.DB_USER, postgres.getUsername(),
                Setting.DB_PASSWORD, postgres.getPassword(),
                Setting.HTTP_PORT, "0",
                Setting.OPERATIONS_PORT, "0");
        Map<String, String> environment = new HashMap<>();
        given.forEach((setting, value) -> environment.put(setting.variable(), value));
        return new Settings(environment);
    }

    private void buysAndReads(String kafka, int port) throws Exception {
        Path file = folder.resolve("demo.json");
        new DemoTenant().create(kafka, ROOT_TOKEN, file);
        String buyer = Json.EVENTS
                .readTree(Files.readString(file))
                .at("/principal/token")
                .stringValue();
        CommandResult result;
        try (CommandClient client = new CommandClient(Map.of("bootstrap.servers", kafka))) {
            result = client.send(
                            new CommandRecord(
                                    "buy",
                                    WireTypes.PREFIX + "create_media_buy.v1",
                                    Client.DEMO,
                                    buyer,
                                    null,
                                    Client.createMediaBuy(Client.key())),
                            PATIENCE)
                    .orElseThrow();
        }
        assertThat(result.outcome()).isEqualTo(Outcome.SUBMITTED);

        HttpResponse<String> answer = get(
                port,
                "/v1/media-buys",
                "Authorization",
                "Bearer " + buyer,
                "Buyledger-Min-Position",
                Long.toString(Objects.requireNonNull(result.position())),
                "Prefer",
                "wait=10");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode buys = Json.EVENTS.readTree(answer.body()).path("media_buys");
        assertThat(buys).hasSize(1);
        assertThat("media_buy/" + buys.at("/0/media_buy_id").asString())
                .isEqualTo(result.events().getFirst().subject());
        assertThat(buys.at("/0/status").asString()).isEqualTo("pending_approval");
    }

    private static HttpResponse<String> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
