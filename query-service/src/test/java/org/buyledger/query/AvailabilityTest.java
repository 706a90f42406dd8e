package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.query.Fixture.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Database;
import org.buyledger.operations.BadSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the database is away, busy or old. */
class AvailabilityTest {
    private static final String NOVA = token("acme", "nova");

    private static void assertUnavailable(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.body()).doesNotContain("Exception", "jdbc", "org.");
    }

    @Test
    void the_service_starts_before_its_database_and_becomes_ready_by_itself() throws IOException {
        TestDatabase later = TestDatabase.named();
        try (QueryService service = QueryService.start(later.settings(Map.of("BUYLEDGER_DB_POOL_SIZE", "1")));
                Client client = new Client(service.port());
                Client operations = new Client(service.operationsPort())) {
            assertUnavailable(client.get(NOVA, "/v1/media-buys"));
            assertThat(client.get("", "/v1/media-buys").status()).isEqualTo(401);
            Client.Reply notReady = operations.get("", "/readyz");
            assertThat(notReady.status()).isEqualTo(503);
            assertThat(notReady.json().get("details").get("database").stringValue())
                    .isEqualTo("does not answer");
            assertThat(operations.get("", "/livez").status()).isEqualTo(200);

            later.make();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> operations.get("", "/readyz").status() == 200);
            assertThat(operations
                            .get("", "/readyz")
                            .json()
                            .get("details")
                            .get("schema")
                            .stringValue())
                    .isEqualTo("new enough");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> client.get(NOVA, "/v1/media-buys").status() == 401);
        }
    }

    @Test
    void nothing_listens_where_the_database_should_be() throws IOException {
        Map<String, String> away = Map.of("BUYLEDGER_DB_URL", "jdbc:postgresql://127.0.0.1:1/none");
        try (QueryService service = QueryService.start(TestDatabase.named().settings(away));
                Client client = new Client(service.port())) {
            assertUnavailable(client.get(NOVA, "/v1/media-buys"));
        }
    }

    @Test
    void an_old_schema_is_not_ready_and_says_what_is_missing() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (Database database = test.open()) {
            new Fixture(database)
                    .sql("DELETE FROM flyway_schema_history"
                            + " WHERE version = (SELECT max(version) FROM flyway_schema_history)");
        }
        try (QueryService service = QueryService.start(test.settings(Map.of()));
                Client operations = new Client(service.operationsPort())) {
            Client.Reply reply = operations.get("", "/readyz");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().get("details").get("schema").stringValue())
                    .containsPattern("1 revisions are missing, the first is [0-9a-f]{12}");
        }
    }

    @Test
    void a_slow_query_is_ended_and_who_finds_no_connection_hears_so_soon() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (Database database = test.open();
                QueryService service = QueryService.start(test.settings(Map.of("BUYLEDGER_DB_POOL_SIZE", "1")));
                Client client = new Client(service.port())) {
            Fixture fixture = new Fixture(database);
            fixture.tenant("acme");
            fixture.principal("acme", "nova");
            assertThat(client.get(NOVA, "/v1/media-buys").status()).isEqualTo(200);

            CompletableFuture<Client.Reply> slow = database.transaction(db -> {
                db.execute("LOCK TABLE media_buys IN ACCESS EXCLUSIVE MODE");
                CompletableFuture<Client.Reply> blocked = CompletableFuture.supplyAsync(
                        () -> client.get(NOVA, "/v1/media-buys"), Thread::startVirtualThread);
                Awaitility.await()
                        .until(() -> db.fetchExists(
                                org.jooq.impl.DSL.table("pg_locks"), org.jooq.impl.DSL.condition("NOT granted")));

                long began = System.nanoTime();
                assertUnavailable(client.get(NOVA, "/v1/products"));
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
                blocked.join();
                return blocked;
            });

            assertUnavailable(slow.join());
            assertThat(slow.join().body()).contains("took too long");
            assertThat(client.get(NOVA, "/v1/media-buys").status()).isEqualTo(200);
        }
    }

    @Test
    void a_database_that_was_restarted_is_found_again() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (Database database = test.open();
                QueryService service = QueryService.start(test.settings(Map.of()));
                Client client = new Client(service.port())) {
            Fixture fixture = new Fixture(database);
            fixture.tenant("acme");
            fixture.principal("acme", "nova");
            assertThat(client.get(NOVA, "/v1/media-buys").status()).isEqualTo(200);

            fixture.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> client.get(NOVA, "/v1/media-buys").status() == 200);
        }
    }

    @Test
    void who_waits_for_a_position_is_answered_when_the_service_stops() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (Database database = test.open()) {
            Fixture fixture = new Fixture(database);
            fixture.tenant("acme");
            fixture.principal("acme", "nova");
            QueryService service = QueryService.start(test.settings(Map.of()));
            Client client = new Client(service.port());
            CompletableFuture<Client.Reply> waiting = CompletableFuture.supplyAsync(
                    () -> client.get(
                            NOVA, "/v1/media-buys", Map.of("Buyledger-Min-Position", "1", "Prefer", "wait=10")),
                    Thread::startVirtualThread);
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> !waiting.isDone());

            service.close();

            assertThat(waiting.orTimeout(3, TimeUnit.SECONDS).join().code()).isEqualTo("PROJECTION_BEHIND");
            client.close();
        }
    }

    @Test
    void a_rebuilt_schema_that_takes_the_place_of_the_old_one_is_read_at_once() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (Database database = test.open();
                QueryService service = QueryService.start(test.settings(Map.of()));
                Client client = new Client(service.port())) {
            Fixture fixture = new Fixture(database);
            fixture.tenant("acme");
            fixture.principal("acme", "nova");
            fixture.product("acme", "home", row -> {});
            fixture.price("acme", "home", "cpm", "10");
            fixture.mediaBuy("acme", "nova", "mb_1", row -> {});
            fixture.mediaPackage("acme", "mb_1", "pkg", 1, "home", row -> {});
            // Often enough that every connection keeps its statements prepared.
            IntStream.range(0, 60).forEach(i -> client.get(NOVA, "/v1/media-buys/mb_1"));

            test.rebuild();

            IntStream.range(0, 20).forEach(i -> {
                Client.Reply reply = client.get(NOVA, "/v1/media-buys/mb_1");
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                assertThat(reply.json().get("packages")).hasSize(1);
            });
        }
    }

    @Test
    void metrics_count_requests_by_route_and_status() throws IOException {
        TestDatabase test = TestDatabase.create();
        try (QueryService service = QueryService.start(test.settings(Map.of()));
                Client client = new Client(service.port());
                Client operations = new Client(service.operationsPort())) {
            client.get(NOVA, "/v1/media-buys/secret-id");
            client.send("BREW", "", "/coffee", Map.of());

            String metrics = operations.get("", "/metrics").body();
            assertThat(metrics)
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"/v1/media-buys/{id}\",service=\"query-service\",status=\"401\"} 1")
                    .contains(
                            "http_server_requests_seconds_count{method=\"other\",route=\"other\",service=\"query-service\",status=\"404\"} 1")
                    .contains("hikaricp_connections_active", "jvm_memory_used_bytes")
                    .doesNotContain("secret-id", "coffee");
        }
    }

    @Test
    void a_port_that_is_taken_is_a_bad_setting() throws IOException {
        TestDatabase test = TestDatabase.named();
        try (QueryService first = QueryService.start(test.settings(Map.of()))) {
            String port = Integer.toString(first.port());
            assertThatThrownBy(() -> QueryService.start(test.settings(Map.of("BUYLEDGER_HTTP_PORT", port))))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining(port)
                    .hasMessageContaining("BUYLEDGER_HTTP_PORT");
        }
    }

    @Test
    void a_cursor_key_that_could_be_guessed_is_a_bad_setting(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "short");

        assertThatThrownBy(() -> QueryService.start(
                        TestDatabase.named().settings(Map.of("BUYLEDGER_CURSOR_KEY_FILE", file.toString()))))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("at least 16");
    }

    @Test
    void instances_with_the_same_key_take_each_others_cursors_and_others_do_not(@TempDir Path folder)
            throws IOException {
        TestDatabase test = TestDatabase.create();
        Path file = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
        Map<String, String> key = Map.of("BUYLEDGER_CURSOR_KEY_FILE", file.toString());
        try (Database database = test.open();
                QueryService one = QueryService.start(test.settings(key));
                QueryService two = QueryService.start(test.settings(key));
                QueryService other = QueryService.start(test.settings(Map.of()))) {
            Fixture fixture = new Fixture(database);
            fixture.tenant("acme");
            fixture.principal("acme", "nova");
            List.of("a", "b").forEach(id -> fixture.mediaBuy("acme", "nova", id, row -> {}));
            try (Client ask = new Client(one.port());
                    Client same = new Client(two.port());
                    Client different = new Client(other.port())) {
                String path = "/v1/media-buys?max_results=1";
                String cursor = ask.get(NOVA, path)
                        .json()
                        .get("pagination")
                        .get("cursor")
                        .stringValue();

                assertThat(same.get(NOVA, path + "&cursor=" + cursor).status()).isEqualTo(200);
                assertThat(different.get(NOVA, path + "&cursor=" + cursor).status())
                        .isEqualTo(400);
            }
        }
    }
}
