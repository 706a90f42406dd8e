package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.CommandResult;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.standalone.up.UpProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process is killed in turn while commands come in; then nothing is lost, doubled or out of order. */
class KillIT {
    private static final TenantId UMBRA = new TenantId("umbra");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path temporary;

    @Test
    void whichever_process_is_killed_every_command_has_one_result_and_the_tables_are_a_fold_of_the_log()
            throws Exception {
        long seed = new Random().nextLong();
        List<String> victims =
                new ArrayList<>(List.of("command-service", "projector", "query-service", "kafka", "postgres"));
        Collections.shuffle(victims, new Random(seed));
        System.out.println("killing " + victims + ", seed " + seed);

        try (UpProcess up = UpProcess.startReal(temporary.resolve("data"), Map.of(), "--demo")
                        .awaitUp();
                Client client = new Client(up)) {
            Map<TenantId, String> tokens = Map.of(Client.DEMO, client.buyer, UMBRA, registered(up));
            List<CommandRecord> acknowledged;
            try (Load load = new Load(up.kafka(), tokens, Duration.ofMillis(20))) {
                for (String victim : victims) {
                    awaitResults(up);
                    ProcessHandle process = up.child(victim);
                    process.destroyForcibly();
                    process.onExit().join();
                    if (victim.equals("kafka")) {
                        // of command-service, which asks its clients at that moment
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(100))
                                .until(() -> up.get("/readyz").contains("\"kafka\":\"no broker answers\""));
                    }
                    await().atMost(PATIENCE)
                            .until(() -> up.ready()
                                                    .at("/services/" + victim + "/pid")
                                                    .asLong()
                                            != process.pid()
                                    && up.ready().path("ready").asBoolean());
                }
                awaitResults(up);
                acknowledged = load.stop();
            }
            assertThat(acknowledged).hasSizeGreaterThan(500);
            assertOneResultEach(client, acknowledged);

            List<ConsumerRecord<byte[], byte[]>> events = client.read(Topics.EVENTS);
            Ledgers.assertWhole(events);
            await().atMost(PATIENCE)
                    .until(() ->
                            up.get("/metrics").contains("buyledger_projection_lag_events{service=\"projector\"} 0.0"));
            Ledgers.assertTablesAreAFoldOf(up, events);
        }
    }

    /** Waits until results come in, so that each kill meets a system at work. */
    private static void awaitResults(UpProcess up) {
        long before = Client.end(up.kafka(), Topics.RESULTS);
        await().atMost(PATIENCE).until(() -> Client.end(up.kafka(), Topics.RESULTS) > before + 50);
    }

    private static void assertOneResultEach(Client client, List<CommandRecord> commands) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(results(client)).hasSizeGreaterThanOrEqualTo(commands.size()));
        Map<String, List<CommandResult>> results = results(client);
        Map<String, Long> events = client.read(Topics.EVENTS).stream()
                .collect(Collectors.groupingBy(
                        e -> new String(e.key(), java.nio.charset.StandardCharsets.UTF_8) + " "
                                + EventCodec.text(e.headers(), HeaderNames.ID),
                        Collectors.counting()));
        for (CommandRecord command : commands) {
            String name = command.tenant() + " " + command.id();
            assertThat(results.get(name)).as("results of %s", name).hasSize(1);
            for (CommandResult.EventRef event :
                    results.getOrDefault(name, List.of()).getFirst().events()) {
                assertThat(events.get(command.tenant() + " " + event.id()))
                        .as(event.id())
                        .isEqualTo(1);
            }
        }
    }

    private static Map<String, List<CommandResult>> results(Client client) {
        Map<String, List<CommandResult>> results = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : client.read(Topics.RESULTS)) {
            String name = new String(record.key(), java.nio.charset.StandardCharsets.UTF_8) + " "
                    + EventCodec.text(record.headers(), HeaderNames.CAUSATION_ID);
            if (name.contains(" load-")) {
                results.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(Json.EVENTS.readValue(record.value(), CommandResult.class));
            }
        }
        return results;
    }

    /** A second tenant, whose buyer may buy nothing, so that its ledger is one of refusals; returns the buyer's token. */
    private static String registered(UpProcess up) throws IOException {
        String root = Files.readString(up.folder.resolve("root.token")).strip();
        try (CommandClient commands = new CommandClient(Map.of("bootstrap.servers", up.kafka()))) {
            commands.send(
                    CommandRecord.of(
                            UMBRA,
                            root,
                            new TenancyCommand.RegisterTenant(
                                    "Umbra",
                                    null,
                                    new TenancyCommand.Admin(
                                            new UserId("una"),
                                            "una@umbra.example",
                                            "Una",
                                            TokenHash.ofToken("una-token")))),
                    PATIENCE);
            commands.send(
                    CommandRecord.of(
                            UMBRA,
                            "una-token",
                            new TenancyCommand.RegisterPrincipal(
                                    new PrincipalId("ulf"), "Ulf", TokenHash.ofToken("ulf-token"))),
                    PATIENCE);
        }
        return "ulf-token";
    }
}
