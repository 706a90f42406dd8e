package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.GroupState;
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
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projector;
import org.buyledger.projector.runner.Consumption;
import org.buyledger.standalone.up.UpProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process is killed in turn while commands come in, and a projector stands still until another one has taken its
 * partitions over; then nothing is lost, doubled or out of order, and no reader saw a position go back.
 */
class KillIT {
    private static final TenantId UMBRA = new TenantId("umbra");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FROZEN_PROJECTOR = "projector, frozen";

    @TempDir
    Path temporary;

    @Test
    void whichever_process_is_killed_or_frozen_every_command_has_one_result_and_the_tables_are_a_fold_of_the_log()
            throws Exception {
        long seed = new Random().nextLong();
        List<String> victims = new ArrayList<>(
                List.of("command-service", "projector", FROZEN_PROJECTOR, "query-service", "kafka", "postgres"));
        Collections.shuffle(victims, new Random(seed));
        System.out.println("striking " + victims + ", seed " + seed);

        try (UpProcess up = UpProcess.startReal(temporary.resolve("data"), Map.of(), "--demo")
                        .awaitUp();
                Client client = new Client(up)) {
            Map<TenantId, String> tokens = Map.of(Client.DEMO, client.buyer, UMBRA, registered(up));
            List<CommandRecord> acknowledged;
            try (Projector _ = Projector.start(settings(up));
                    PositionWatch positions = PositionWatch.of(up);
                    Load load = new Load(up.kafka(), tokens, Duration.ofMillis(20))) {
                awaitProjectors(up, 2);
                for (String victim : victims) {
                    awaitResults(up);
                    if (victim.equals(FROZEN_PROJECTOR)) {
                        freezeProjector(up);
                    } else {
                        kill(up, victim);
                    }
                }
                awaitResults(up);
                acknowledged = load.stop();
                awaitProjected(up, client.read(Topics.EVENTS).size());
                assertThat(positions.stop()).as("positions that went back").isEmpty();
                assertThat(positions.looks()).isGreaterThan(100);
            }
            assertThat(acknowledged).hasSizeGreaterThan(500);
            assertOneResultEach(client, acknowledged);

            List<ConsumerRecord<byte[], byte[]>> events = client.read(Topics.EVENTS);
            Ledgers.assertWhole(events);
            awaitProjected(up, events.size());
            Ledgers.assertTablesAreAFoldOf(up, events);
        }
    }

    private static void kill(UpProcess up, String victim) {
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
                .until(() -> up.ready().at("/services/" + victim + "/pid").asLong() != process.pid()
                        && up.ready().path("ready").asBoolean());
    }

    /** Stops a projector in the middle of whatever it does, and lets it go on when it has been given up and replaced. */
    private static void freezeProjector(UpProcess up) throws IOException, InterruptedException {
        awaitProjectors(up, 2);
        long pid = up.child("projector").pid();
        signal("STOP", pid);
        awaitProjectors(up, 1);
        awaitResults(up);
        signal("CONT", pid);
        awaitProjectors(up, 2);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Waits until as many projectors share the partitions. */
    private static void awaitProjectors(UpProcess up, int projectors) {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", up.kafka()))) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> {
                        ConsumerGroupDescription group =
                                Objects.requireNonNull(kafka.describeConsumerGroups(List.of(Consumption.GROUP))
                                        .all()
                                        .get()
                                        .get(Consumption.GROUP));
                        return group.groupState() == GroupState.STABLE
                                && group.members().size() == projectors;
                    });
        }
    }

    /** The settings of one more projector than {@code up} has. */
    private static Settings settings(UpProcess up) {
        return new Settings(Map.of(
                "BUYLEDGER_KAFKA_BOOTSTRAP", up.kafka(),
                "BUYLEDGER_DB_URL", up.jdbcUrl(),
                "BUYLEDGER_DB_PASSWORD_FILE",
                        up.folder.resolve("postgres.password").toString(),
                "BUYLEDGER_OPERATIONS_PORT", "0"));
    }

    private static void awaitProjected(UpProcess up, int events) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
            try (Connection connection = up.database();
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("SELECT coalesce(sum(sequence), 0) FROM tenant_positions")) {
                return row.next() && row.getLong(1) >= events;
            }
        });
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
