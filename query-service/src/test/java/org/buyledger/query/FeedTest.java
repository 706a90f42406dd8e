package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.EventSource.range;
import static org.buyledger.query.Fixture.token;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.jooq.JSONB;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The change feed over HTTP, with a heartbeat each second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedTest {
    private static final String EVENTS = "/v1/events";
    private static final String STREAM = "text/event-stream";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.open();
    private final Fixture fixture = new Fixture(database);
    private final QueryService service = start(Map.of("BUYLEDGER_STREAMS_PER_CALLER", "400"));
    private final Client client = new Client(service.port());

    private QueryService start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("BUYLEDGER_STREAM_HEARTBEAT_SECONDS", "1"));
        settings.putAll(more);
        try {
            return QueryService.start(test.settings(settings));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        client.close();
        service.close();
        database.close();
    }

    /** A tenant with a user, two buyers and some events. */
    private String tenant(String tenant, int events) {
        fixture.tenant(tenant);
        fixture.user(tenant, "ursula", UserRole.viewer);
        fixture.principal(tenant, "nova");
        fixture.principal(tenant, "orion");
        project(tenant, 1, events);
        return tenant;
    }

    private void project(String tenant, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(n -> fixture.project(tenant, n, row -> {}));
    }

    private EventSource follow(String tenant, String user, String query) {
        return EventSource.opened(service.port(), token(tenant, user), EVENTS + query);
    }

    private static void awaitTrue(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(LONG).until(condition);
    }

    @Test
    void a_batch_holds_cloud_events_and_leads_to_the_next() {
        tenant("batch", 3);

        Client.Reply reply = client.get(token("batch", "ursula"), EVENTS + "?max_results=2");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/cloudevents-batch+json");
        assertThat(reply.header("Buyledger-Position")).isEqualTo("3");
        assertThat(reply.json().toString()).isEqualTo("""
                [{"specversion":"1.0","id":"cmd-1.1","source":"/tenants/batch",\
                "type":"org.buyledger.media_buy.started.v1","subject":"media_buy/mb_1","time":"2026-11-01T10:00:01Z",\
                "datacontenttype":"application/json","sequence":"0000000000000000001","revision":"1",\
                "actor":"system:clock","causationid":"cmd-1",\
                "hash":"0000000000000000000000000000000000000000000000000000000000000000",\
                "data":{"status":"active","media_buy_id":"mb_1"}},\
                """ + reply.json().get(1) + "]");
        assertThat(reply.json().get(1).get("id").stringValue()).isEqualTo("cmd-2.1");
        assertThat(reply.header("Link")).isEqualTo("</v1/events?after=2&max_results=2>; rel=\"next\"");
        Client.Reply next = client.get(token("batch", "ursula"), EVENTS + "?after=0000000000000000002&max_results=2");
        assertThat(next.json()).hasSize(1);
        assertThat(client.get(token("batch", "ursula"), EVENTS + "?after=3").json())
                .isEmpty();
        assertThat(client.get(token("batch", "ursula"), EVENTS + "?after=latest")
                        .header("Link"))
                .contains("after=3");
    }

    @Test
    void a_poll_is_answered_when_there_is_something_and_else_when_its_time_is_over() {
        tenant("poll", 1);
        CompletableFuture<Client.Reply> waiting = CompletableFuture.supplyAsync(
                () -> client.get(token("poll", "ursula"), EVENTS + "?after=1&timeout=9999"),
                Thread::startVirtualThread);
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        project("poll", 2, 2);

        assertThat(waiting.join().json()).hasSize(1);
        long began = System.nanoTime();
        assertThat(client.get(token("poll", "ursula"), EVENTS + "?after=2&timeout=1")
                        .json())
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void a_stream_begins_with_what_there_is_and_goes_on_with_what_comes() {
        tenant("live", 3);
        try (EventSource all = follow("live", "ursula", "");
                EventSource latest = follow("live", "ursula", "?after=latest")) {
            all.await(3);
            project("live", 4, 5);

            assertThat(all.await(5).positions()).isEqualTo(range(1, 5));
            assertThat(latest.await(2).positions()).isEqualTo(range(4, 5));
            assertThat(all.head()).contains("200", "Content-Type: " + STREAM, "Cache-Control: no-store");
            assertThat(all.events().getLast().data())
                    .isEqualTo(client.get(token("live", "ursula"), EVENTS + "?after=4")
                            .json()
                            .get(0));
        }
    }

    @Test
    void a_silent_stream_has_heartbeats_that_tell_where_to_go_on() {
        tenant("beat", 3);
        try (EventSource source = follow("beat", "ursula", "?types=org.buyledger.media_buy.canceled.v1")) {
            awaitTrue(
                    () -> source.comments().stream().filter("heartbeat"::equals).count() >= 2);

            assertThat(source.events()).isEmpty();
            assertThat(source.lastId()).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "types=org.buyledger.media_buy.canceled.v1, 2",
        "'types=org.buyledger.media_buy.canceled.v1,org.buyledger.product.put.v1', 2 3",
        "subject=media_buy/mb_1, 1 2",
        "subject=product, 3",
        "subject=product/home&types=org.buyledger.media_buy.started.v1, ''"
    })
    void filters_leave_the_rest_out_of_both_forms(String filter, String expected) {
        String tenant = "filter-" + Integer.toHexString(filter.hashCode());
        tenant(tenant, 1);
        fixture.project(tenant, 2, row -> row.setType("org.buyledger.media_buy.canceled.v1"));
        fixture.project(tenant, 3, row -> {
            row.setType("org.buyledger.product.put.v1");
            row.setObjectType("product");
            row.setObjectId("home");
        });
        List<Long> positions = expected.isEmpty()
                ? List.of()
                : List.of(expected.split(" ")).stream().map(Long::valueOf).toList();

        Client.Reply batch = client.get(token(tenant, "ursula"), EVENTS + "?" + filter);
        assertThat(batch.json()
                        .valueStream()
                        .map(e -> e.get("sequence").stringValue())
                        .map(Long::valueOf))
                .as(batch.body())
                .isEqualTo(positions);
        assertThat(batch.header("Link")).contains("after=3");
        try (EventSource source = follow(tenant, "ursula", "?" + filter)) {
            awaitTrue(() -> source.lastId().equals("3"));
            assertThat(source.positions()).isEqualTo(positions);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?types=nice, types",
        "?after=-1, after",
        "?after=99999999999999999999, after",
        "?colour=red, colour",
        "?max_results=1001, max_results",
        "?timeout=x, timeout"
    })
    void what_is_no_parameter_is_refused(String query, String parameter) {
        fixture.sql("SELECT 1");
        String tenant = tenant("refused-" + Integer.toHexString(query.hashCode()), 0);

        Client.Reply reply = client.get(token(tenant, "ursula"), EVENTS + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo(parameter);
    }

    @Test
    void a_buyer_follows_its_own_objects_and_sees_what_they_show() {
        tenant("own", 0);
        tenant("foreign", 0);
        fixture.step("own", "nova", "step_1", row -> {});
        List<String> rows = List.of(
                "media_buy.created.v1 media_buy mb_1 {\"principal_id\": \"nova\"}",
                "media_buy.created.v1 media_buy mb_2 {\"principal_id\": \"orion\"}",
                "media_buy.prioritized.v1 media_buy mb_1 {\"principal_id\": \"nova\", \"priority\": 5}",
                "creative.approved.v1 creative nova/c {\"principal_id\": \"nova\", \"review\": {\"confidence\": 1}}",
                "creative.escalated.v1 creative nova/c {\"principal_id\": \"nova\", \"review\": {}}",
                "workflow_step.approved.v1 workflow_step step_1 {\"step_id\": \"step_1\"}",
                "workflow_step.commented.v1 workflow_step step_1 {\"step_id\": \"step_1\", \"text\": \"secret\"}",
                "workflow_step.approved.v1 workflow_step step_2 {\"step_id\": \"step_2\"}",
                "campaign_note.added.v1 campaign_note note {\"media_buy_id\": \"mb_1\"}",
                "command.rejected.v1 command cmd {\"command_id\": \"cmd\"}",
                "principal.token_rotated.v1 principal nova {\"principal_id\": \"nova\", \"token_sha256\": \"ab\"}");
        for (String tenant : List.of("own", "foreign")) {
            for (int i = 0; i < rows.size(); i++) {
                String[] parts = rows.get(i).split(" ", 4);
                fixture.project(tenant, i + 1, row -> {
                    row.setType("org.buyledger." + parts[0]);
                    row.setObjectType(parts[1]);
                    row.setObjectId(parts[2]);
                    row.setActor(parts[0].startsWith("workflow_step") ? "user:ursula" : "principal:nova");
                    row.setPayload(JSONB.jsonb(parts[3]));
                });
            }
        }
        assertWhoSeesWhat(11);
        // More than is kept in memory, so that those before are read from the log.
        fixture.sql("""
                INSERT INTO audit_logs SELECT tenant_id, 11 + n, 'f' || n, 'org.buyledger.product.put.v1', 'product', 'home', n,
                    actor, occurred_at + n * interval '1 second', causation_id, correlation_id, hash, '{}', partition, 11 + n
                FROM audit_logs, generate_series(1, 1100) n WHERE tenant_id = 'own' AND sequence = 11""");
        fixture.sql("UPDATE tenant_positions SET sequence = 1111 WHERE tenant_id = 'own'");
        assertWhoSeesWhat(1111);
        JsonNode refused = client.get(token("own", "nova"), EVENTS + "?types=org.buyledger.campaign_note.added.v1")
                .json();
        assertThat(refused.get("code").stringValue()).isEqualTo("INVALID_REQUEST");
    }

    private void assertWhoSeesWhat(int last) {
        try (EventSource nova = follow("own", "nova", "");
                EventSource orion = follow("own", "orion", "");
                EventSource ursula = follow("own", "ursula", "")) {
            String end = Integer.toString(last);
            awaitTrue(() -> nova.lastId().equals(end) && orion.lastId().equals(end));
            assertThat(nova.positions()).isEqualTo(List.of(1L, 4L, 6L, 10L));
            assertThat(nova.events().get(1).data().get("data").toString()).isEqualTo("{\"principal_id\":\"nova\"}");
            assertThat(nova.events().getFirst().data().get("causationid").stringValue())
                    .isEqualTo("cmd-1");
            assertThat(nova.events().get(2).data().toString())
                    .contains("\"id\":\"0000000000000000006\"", "\"actor\":\"user\"")
                    .doesNotContain("causationid", "hash", "cmd-6", "ursula");
            assertThat(orion.positions()).isEqualTo(List.of(2L));
            assertThat(ursula.await(last).positions()).isEqualTo(range(1, last));
            assertThat(ursula.events().get(3).data().get("data").toString()).contains("confidence");
            assertThat(ursula.events().toString()).doesNotContain("token_sha256", "/tenants/foreign");
        }
    }

    @Test
    void a_token_that_is_rotated_ends_the_stream_and_others_go_on() {
        tenant("rotated", 1);
        try (EventSource nova = follow("rotated", "nova", "");
                EventSource ursula = follow("rotated", "ursula", "")) {
            fixture.sql("UPDATE principals SET token_sha256 = '" + Sha256.hex("new")
                    + "' WHERE tenant_id = 'rotated' AND principal_id = 'nova'");
            fixture.project("rotated", 2, row -> {
                row.setType("org.buyledger.principal.token_rotated.v1");
                row.setObjectType("principal");
                row.setObjectId("nova");
            });

            assertThat(nova.awaitEnd()).isTrue();
            assertThat(nova.retry()).isEmpty();
            assertThat(ursula.await(2).isEnded()).isFalse();
            // Without an event too, as after a rebuild.
            fixture.sql("UPDATE tenants SET deactivated_at = now() WHERE tenant_id = 'rotated'");
            assertThat(ursula.awaitEnd()).isTrue();
            assertThat(client.get(token("rotated", "nova"), EVENTS).status()).isEqualTo(401);
        }
    }

    @Test
    void a_stream_lasts_for_so_long_and_then_tells_when_to_come_back() {
        tenant("short", 1);
        try (QueryService brief = start(Map.of("BUYLEDGER_STREAM_SECONDS", "1"));
                EventSource source = EventSource.opened(brief.port(), token("short", "ursula"), EVENTS)) {
            assertThat(source.awaitEnd()).isTrue();
            assertThat(Integer.parseInt(source.retry())).isBetween(1_000, 5_000);
        }
    }

    @Test
    @SuppressWarnings("try") // closed before its end on purpose
    void there_are_so_many_streams_for_a_caller_and_for_all() {
        tenant("limited", 1);
        try (QueryService small = start(Map.of("BUYLEDGER_STREAMS_PER_CALLER", "1", "BUYLEDGER_STREAMS", "2"));
                Client ask = new Client(small.port());
                EventSource first = EventSource.opened(small.port(), token("limited", "ursula"), EVENTS)) {
            Client.Reply another = ask.get(token("limited", "ursula"), EVENTS, Map.of("Accept", STREAM));
            assertThat(another.status()).isEqualTo(429);
            assertThat(another.code()).isEqualTo("RATE_LIMITED");
            assertThat(another.header("Retry-After")).isEqualTo("1");
            assertThat(ask.get(token("limited", "ursula"), EVENTS).status()).isEqualTo(429);
            try (EventSource nova = EventSource.opened(small.port(), token("limited", "nova"), EVENTS)) {
                assertThat(ask.get(token("limited", "orion"), EVENTS, Map.of("Accept", STREAM))
                                .status())
                        .isEqualTo(503);
                assertThat(nova.isEnded()).isFalse();
            }
            first.close();
            awaitTrue(() -> ask.get(token("limited", "ursula"), EVENTS).status() == 200);
        }
    }

    @Test
    void months_that_are_detached_are_missed_loudly() {
        tenant("detached", 0);
        fixture.event("detached", 300, row -> {});
        fixture.position("detached", 300);

        for (String accept : List.of(STREAM, "*/*")) {
            Client.Reply reply = client.get(token("detached", "ursula"), EVENTS + "?after=7", Map.of("Accept", accept));
            assertThat(reply.status()).isEqualTo(410);
            assertThat(reply.code()).isEqualTo("POSITION_GONE");
            assertThat(reply.json().get("details").get("first_position").intValue())
                    .isEqualTo(300);
        }
        assertThat(client.get(token("detached", "ursula"), EVENTS + "?after=299")
                        .json())
                .hasSize(1);
    }

    @Test
    @SuppressWarnings("try") // closed before its end on purpose
    void nothing_is_lost_or_repeated_over_restarts_and_a_rebuild_while_events_come() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        tenant("resumed", 0);
        int last = 400;
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(() -> project("resumed", 1, last), Thread::startVirtualThread);
        List<Long> got = new ArrayList<>();
        String id = "";
        while (got.size() < last) {
            try (QueryService instance = start(Map.of());
                    EventSource source = EventSource.open(instance.port(), token("resumed", "ursula"), EVENTS, id)) {
                source.await(Math.min(last - got.size(), 1 + random.nextInt(120)));
                int way = random.nextInt(3);
                if (way == 0) {
                    instance.close();
                } else if (way == 1) {
                    fixture.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'");
                    source.await(Math.min(last - got.size(), source.events().size() + 5));
                }
                source.close();
                // What came meanwhile has been seen too.
                source.awaitEnd();
                got.addAll(source.positions());
                id = source.events().isEmpty() ? id : Long.toString(got.getLast());
            }
        }
        writer.join();
        assertThat(got).as("seed %d", seed).isEqualTo(range(1, last));
    }

    @Test
    void a_client_that_does_not_read_is_cut_and_others_are_not_slowed() throws IOException {
        tenant("slow", 0);
        JSONB large = JSONB.jsonb("{\"text\": \"" + "x".repeat(100_000) + "\"}");
        try (Socket slow = new Socket(java.net.InetAddress.getLoopbackAddress(), service.port());
                EventSource quick = follow("slow", "ursula", "")) {
            slow.setReceiveBufferSize(4_096);
            slow.getOutputStream()
                    .write(("GET " + EVENTS + " HTTP/1.1\r\nHost: a\r\nAccept: " + STREAM + "\r\nAuthorization: Bearer "
                                    + token("slow", "ursula") + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            for (int i = 1; i <= 80; i++) {
                fixture.project("slow", i, row -> row.setPayload(large));
                quick.await(i);
            }
            assertThat(quick.positions()).isEqualTo(range(1, 80));
            try (Client operations = new Client(service.operationsPort())) {
                awaitTrue(() -> Client.metric(
                                operations.get("", "/metrics").body(),
                                "buyledger_feed_closed_total{form=\"stream\",reason=\"slow_client\"")
                        == 1);
            }
            assertThat(quick.isEnded()).isFalse();
        }
    }

    @Test
    void hundreds_follow_and_each_gets_all_in_order() {
        tenant("crowd", 0);
        List<EventSource> sources = IntStream.range(0, 200)
                .mapToObj(i -> follow("crowd", i % 3 == 0 ? "nova" : "ursula", ""))
                .toList();
        IntStream.rangeClosed(1, 50)
                .forEach(n -> fixture.project(
                        "crowd",
                        n,
                        row -> row.setPayload(
                                JSONB.jsonb("{\"principal_id\": \"" + (n % 2 == 0 ? "nova" : "orion") + "\"}"))));

        List<Long> even = range(1, 50).stream().filter(n -> n % 2 == 0).toList();
        for (int i = 0; i < sources.size(); i++) {
            List<Long> expected = i % 3 == 0 ? even : range(1, 50);
            assertThat(sources.get(i).await(expected.size()).positions()).isEqualTo(expected);
        }
        sources.forEach(EventSource::close);
        try (Client operations = new Client(service.operationsPort())) {
            awaitTrue(() ->
                    Client.metric(operations.get("", "/metrics").body(), "buyledger_feed_open{form=\"stream\"") == 0);
        }
    }
}
