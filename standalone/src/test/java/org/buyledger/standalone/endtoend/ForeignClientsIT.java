package org.buyledger.standalone.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Partitions;
import org.buyledger.standalone.up.UpProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers that are not Java, as they come: with their own partitioners, headers and protocol versions. */
class ForeignClientsIT {
    private static final Path CLIENTS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs/clients");

    @TempDir
    static Path temporary;

    static UpProcess up;
    static Client client;

    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.startReal(temporary.resolve("data"), Map.of(), "--demo").awaitUp();
        client = new Client(up);
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        up.close();
    }

    private record Ran(int exitCode, String output, String errors) {}

    private static Ran run(List<String> command) throws InterruptedException {
        Path errors = temporary.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectError(errors.toFile());
        builder.environment().put("BUYLEDGER_KAFKA_BOOTSTRAP", up.kafka());
        builder.environment().put("BUYLEDGER_TOKEN", client.buyer);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output, Files.readString(errors));
        } catch (IOException e) {
            return new Ran(-1, "", "there is no " + command.getFirst());
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        return run(List.of(command)).exitCode() == 0;
    }

    /** The first of the programs that has the library, as an import of it shows. */
    private static Optional<String> withLibrary(String option, String imports, String... programs)
            throws InterruptedException {
        for (String program : programs) {
            if (works(program, option, imports)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static void sendsACommandAndPrintsItsResult(String program, String script) throws Exception {
        Path buy = Files.writeString(temporary.resolve("buy.json"), Client.createMediaBuy(Client.key()));

        Ran ran = run(List.of(program, script, "create_media_buy", "demo", buy.toString()));

        assertThat(ran.exitCode()).as(ran.errors()).isZero();
        CommandResult result = Json.EVENTS.readValue(ran.output(), CommandResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.SUBMITTED);
        assertThat(result.events()).hasSize(2);
    }

    @Test
    void python_sends_a_command_and_reads_its_result() throws Exception {
        Optional<String> python = withLibrary("-c", "import confluent_kafka", "python3", "/usr/bin/python3");
        assumeTrue(python.isPresent(), "there is no python3 with confluent_kafka; see docs/clients/README.md");

        sendsACommandAndPrintsItsResult(python.get(), "send_command.py");
    }

    @Test
    void node_sends_a_command_and_reads_its_result() throws Exception {
        Optional<String> node = withLibrary("--eval", "require('kafkajs')", "node");
        assumeTrue(node.isPresent(), "there is no node with kafkajs; see docs/clients/README.md");

        sendsACommandAndPrintsItsResult(node.get(), "send_command.mjs");
    }

    @Test
    void curl_sends_a_command_as_the_page_of_message_formats_says() throws Exception {
        assumeTrue(works("curl", "--version"), "there is no curl");
        String page = Files.readString(CLIENTS.resolve("../message-formats.md"));
        String section = page.substring(page.indexOf("\n## Over HTTP"), page.indexOf("\n## What is in a payload"));
        String command = section.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(joining("\n"))
                .replace("localhost:8090", "localhost:" + up.commandsPort());

        Ran ran = run(List.of("bash", "-euc", "cd ../..\nBUYER_TOKEN=" + client.buyer + "\n" + command));

        assertThat(ran.exitCode()).as(ran.errors()).isZero();
        CommandResult result = Json.EVENTS.readValue(ran.output(), CommandResult.class);
        assertThat(result.commandId()).isEqualTo("over-http-1");
        // The buy of the example may be there already, from the commands of README.md.
        assertThat(result.outcome()).isIn(Outcome.SUBMITTED, Outcome.DUPLICATE);
    }

    @Test
    void kcat_registers_tenants_whose_keys_it_puts_on_other_partitions() throws Exception {
        assumeTrue(works("kcat", "-V"), "there is no kcat; see docs/clients/README.md");
        String root = Files.readString(up.folder.resolve("root.token")).strip();
        List<String> tenants = Stream.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
                .map("kcat-"::concat)
                .toList();
        String lines =
                tenants.stream().map(tenant -> registration(tenant, root)).collect(joining("\n", "", "\n"));
        Path commands = Files.writeString(temporary.resolve("commands"), lines);

        Ran ran = run(
                List.of("kcat", "-P", "-b", up.kafka(), "-t", Topics.COMMANDS, "-K", "|", "-l", commands.toString()));

        assertThat(ran.exitCode()).as(ran.errors()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(answered("kcat-")).containsExactlyInAnyOrderElementsOf(tenants));
        assertThat(up.get("/metrics"))
                .as("some of these keys kcat hashes to other partitions than we do")
                .containsPattern("buyledger_commands_forwarded_total\\{[^}]*} [1-9]");
    }

    @Test
    void the_commands_of_the_readme_do_what_it_says() throws Exception {
        for (String program : List.of("bash", "kcat", "curl", "psql")) {
            assumeTrue(works(program, program.equals("kcat") ? "-V" : "--version"), "there is no " + program);
        }

        Ran ran = run(List.of("bash", "-euc", "cd ../..\n" + readme()));

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output())
                .contains("\"outcome\":\"submitted\"") // the result
                .contains("\"status\":\"pending_approval\"") // over REST
                .containsPattern("mb_[0-9a-f]+ \\| pending_approval") // the table
                .containsPattern("media_buy.created.v1 +media_buy/mb_") // the log
                .containsPattern("event +[0-9]+ media_buy.approved.v1"); // after the approval
    }

    /** What README.md says to type after the start, with this test's folder and ports. */
    private static String readme() throws IOException {
        String page = Files.readString(CLIENTS.resolve("../../README.md"));
        String section = page.substring(page.indexOf("\n## The first command"), page.indexOf("\n## Where to go next"));
        String answered =
                "until curl -s -H \"Authorization: Bearer $BUYER_TOKEN\" %s | grep -q outcome; do sleep 0.1; done\n"
                        .formatted(up.rest("/v1/commands/first-buy"));
        return section.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(joining("\n"))
                .replace("kcat -C", answered + "kcat -C")
                .replace("localhost:19092", up.kafka())
                .replace("localhost:8080", up.rest("").getAuthority())
                .replace("-p 15432", "-p " + up.postgresPort())
                .replace(".buyledger/", up.folder + "/")
                .replace(
                        "./buyledger ",
                        "'%s' -cp '%s' org.buyledger.standalone.Buyledger "
                                .formatted(
                                        Path.of(System.getProperty("java.home"), "bin", "java"),
                                        System.getProperty("java.class.path")));
    }

    /** A line for kcat: the key, and the command with its envelope in the value. */
    private static String registration(String tenant, String rootToken) {
        return """
                %1$s|{"id": "register-%1$s", "type": "org.buyledger.register_tenant.v1", "authorization": "Bearer %2$s", \
                "data": {"name": "Kätchen ☃", "admin": {"user_id": "ada", "email": "ada@kcat.example", "name": "Ada", \
                "token_sha256": "%3$s"}}}""".formatted(tenant, rootToken, Sha256.hex(tenant));
    }

    /** The keys of the accepting results of tenants, each on the partition where it belongs. */
    private static List<String> answered(String prefix) {
        List<String> keys = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> results = client.read(Topics.RESULTS);
        int partitions = 4;
        for (ConsumerRecord<byte[], byte[]> record : results) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(prefix)) {
                assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), partitions));
                assertThat(Json.EVENTS
                                .readValue(record.value(), CommandResult.class)
                                .outcome())
                        .isEqualTo(Outcome.ACCEPTED);
                keys.add(key);
            }
        }
        return keys;
    }
}
