package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.buyledger.events.client.TopicAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UpIT {
    @TempDir
    static Path temporary;

    static UpProcess up;

    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.start(temporary.resolve("a folder")).awaitUp();
    }

    @AfterAll
    static void stop() throws IOException {
        up.close();
    }

    @Test
    void it_says_where_everything_is() {
        assertThat(up.output())
                .contains("starting Kafka ...")
                .containsPattern("PostgreSQL is ready after \\d+\\.\\d s")
                .contains("localhost:" + up.ports.kafka(), up.folder + "/root.token");
    }

    @Test
    void it_is_ready_when_all_its_processes_are() {
        JsonNode ready = up.ready();

        assertThat(ready.get("ready").asBoolean()).isTrue();
        assertThat(ready.get("services").propertyNames())
                .containsExactly(FakeService.NAME, BrokerProcess.NAME, Postgres.NAME);
        assertThat(ready.at("/services/fake-service/answer/details/work").asString())
                .isEqualTo("none");
    }

    @Test
    void its_metrics_are_those_of_all_services() {
        List<String> lines = up.get("/metrics").lines().toList();

        assertThat(lines).contains("buyledger_restarts_total{service=\"postgres\"} 0");
        assertThat(lines).anyMatch(line -> line.startsWith("jvm_threads_live_threads{service=\"kafka\""));
        assertThat(lines).anyMatch(line -> line.startsWith("jvm_threads_live_threads{service=\"fake-service\""));
        assertThat(lines.stream().filter("# TYPE jvm_threads_live_threads gauge"::equals))
                .hasSize(1);
    }

    @Test
    void secrets_are_for_their_owner_alone() throws IOException {
        try (Stream<Path> files = Files.walk(up.folder, 2)) {
            List<Path> secrets = files.filter(file -> file.toString().matches(".*\\.(token|password)"))
                    .toList();

            assertThat(secrets)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
        assertThat(mode(up.folder)).isEqualTo("rwx------");
        assertThat(Files.readString(up.folder.resolve("root.token"))).matches("[A-Za-z0-9_-]{43}\n");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_commit_survives_a_power_cut_and_the_services_user_is_no_superuser() throws IOException, SQLException {
        try (Connection database = up.database()) {
            assertThat(one(database, "SHOW fsync")).isEqualTo("on");
            assertThat(one(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(one(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(one(database, "SHOW is_superuser")).isEqualTo("off");
            assertThat(one(database, "SELECT current_schema")).isEqualTo("buyledger");
        }
    }

    private static String one(Connection database, String query) throws SQLException {
        try (ResultSet result = database.createStatement().executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    @Test
    void our_topics_can_be_made_at_once_and_are_as_they_must_be() {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + up.ports.kafka()))) {
            TopicAdmin topics = new TopicAdmin(admin);

            assertThat(topics.createMissing(4, (short) 1)).hasSize(4);
            assertThat(topics.drifts()).isEmpty();
        }
    }

    @Test
    void a_second_up_on_the_same_folder_is_refused_and_names_the_first() throws Exception {
        try (UpProcess second = UpProcess.start(up.folder)) {
            assertThat(second.awaitExit()).isEqualTo(3);
            assertThat(second.output())
                    .isEqualTo(
                            ("buyledger: %s is in use by another `buyledger up`, process %s; stop that or name another"
                                            + " folder with --data.\n")
                                    .formatted(
                                            up.folder,
                                            Files.readString(up.folder.resolve("lock"))
                                                    .strip()));
        }
        assertThat(up.ready().get("ready").asBoolean()).isTrue();
    }

    @Test
    void a_taken_port_is_named_with_its_flag() throws Exception {
        Ports taken = new Ports(up.ports.kafka(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
        try (UpProcess second = UpProcess.start(temporary.resolve("other"), taken)) {
            assertThat(second.awaitExit()).isEqualTo(4);
            assertThat(second.output())
                    .startsWith("buyledger: Port %d on 127.0.0.1, which is for Kafka,".formatted(taken.kafka()))
                    .endsWith("; give another with --kafka-port.\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_process_that_dies_is_started_again() {
        for (String name : List.of(FakeService.NAME, Postgres.NAME)) {
            ProcessHandle first = up.child(name);

            first.destroyForcibly();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode ready = up.ready();
                assertThat(ready.get("ready").asBoolean()).isTrue();
                assertThat(ready.at("/services/" + name + "/restarts").asInt()).isEqualTo(1);
                assertThat(ready.at("/services/" + name + "/pid").asLong()).isNotEqualTo(first.pid());
            });
        }
        assertThat(up.output())
                .contains("fake-service died (exit status 137, killed by signal 9)")
                .contains("PostgreSQL died (exit status unknown)");
    }
}
