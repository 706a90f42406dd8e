package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read-your-writes: an answer that is at least as new as what the reader knows of. */
class PositionTest extends ServiceTest {
    private static final String MINIMUM = "Buyledger-Min-Position";

    @Override
    protected void write() {
        fixture.tenant("still");
        fixture.user("still", "ursula", UserRole.viewer);
        fixture.principal("still", "nova");
        fixture.mediaBuy("still", "nova", "mb_1", row -> {});
        fixture.position("still", 42);
        fixture.tenant("fresh");
        fixture.user("fresh", "ursula", UserRole.viewer);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/media-buys, 200",
        "/v1/media-buys/mb_1, 200",
        "/v1/media-buys/mb_2, 404",
        "/v1/commands/cmd, 404",
        "/v1/audit-log, 200"
    })
    void answers_carry_the_position_of_their_data(String path, int status) {
        Client.Reply reply = client.get(token("still", "ursula"), path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Buyledger-Position")).isEqualTo("42");
        assertThat(reply.header("Preference-Applied")).isEmpty();
    }

    @Test
    void so_does_an_answer_that_nothing_has_changed() {
        Client.Reply reply =
                client.get(token("still", "nova"), "/v1/media-buys/mb_1", Map.of("If-None-Match", "\"r1\""));

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.header("Buyledger-Position")).isEqualTo("42");
    }

    @Test
    void a_tenant_without_events_is_at_zero() {
        assertThat(client.get(token("fresh", "ursula"), "/v1/media-buys").header("Buyledger-Position"))
                .isEqualTo("0");
    }

    @Test
    void a_position_that_is_reached_is_answered_at_once() {
        Client.Reply reply = client.get(
                token("still", "nova"), "/v1/media-buys", Map.of(MINIMUM, "42", "Prefer", "respond-async, wait=3"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Preference-Applied")).isEqualTo("wait=3");
    }

    @Test
    void a_position_that_is_not_reached_is_refused_with_the_one_that_is() {
        Client.Reply reply = client.get(token("still", "nova"), "/v1/media-buys", Map.of(MINIMUM, "43"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("PROJECTION_BEHIND");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().get("retry_after").intValue()).isEqualTo(1);
        assertThat(reply.json().get("recovery").stringValue()).isEqualTo("transient");
        assertThat(reply.json().get("details").get("position").longValue()).isEqualTo(42);
    }

    @Test
    void who_waits_in_vain_is_refused_when_the_time_is_over() {
        long began = System.nanoTime();
        Client.Reply reply =
                client.get(token("still", "nova"), "/v1/media-buys", Map.of(MINIMUM, "43", "Prefer", "wait=1"));

        assertThat(reply.code()).isEqualTo("PROJECTION_BEHIND");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "x", "99999999999999999999"})
    void what_is_no_position_is_refused(String position) {
        Client.Reply reply = client.get(token("still", "nova"), "/v1/media-buys", Map.of(MINIMUM, position));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo(MINIMUM);
    }

    @Test
    void a_waiting_reader_is_answered_once_the_position_is_projected() {
        tenant("woken");
        Waiting waiting = waiting("woken", 1, 10);

        database.transaction(db -> {
            db.execute(event("woken", 1));
            return db.execute("NOTIFY buyledger_projected");
        });

        HttpResponse<String> answer = waiting.answer().join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Buyledger-Position")).contains("1");
    }

    @Test
    void a_waiting_reader_finds_out_without_a_notification_too() {
        tenant("unheard");
        Waiting waiting = waiting("unheard", 1, 10);

        database.transaction(db -> db.execute(event("unheard", 1)));

        assertThat(waiting.answer()
                        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void many_more_wait_than_there_are_connections_and_others_are_answered_meanwhile() {
        tenant("crowded");
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 40)
                .mapToObj(i -> waiting("crowded", 1, 10).answer())
                .toList();
        assertThat(client.get(token("still", "nova"), "/v1/media-buys").status())
                .isEqualTo(200);

        database.transaction(db -> {
            db.execute(event("crowded", 1));
            return db.execute("NOTIFY buyledger_projected");
        });

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void the_position_is_that_of_the_data_even_while_both_change() {
        tenant("busy");
        fixture.principal("busy", "nova");
        fixture.mediaBuy("busy", "nova", "mb_1", row -> {});
        database.transaction(db -> db.execute(event("busy", 1)));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> LongStream.rangeClosed(2, 300)
                        .forEach(n -> database.transaction(db -> {
                            db.execute(event("busy", n));
                            return db.execute("UPDATE media_buys SET revision = revision + 1 WHERE tenant_id = 'busy'");
                        })),
                Thread::startVirtualThread);

        do {
            Client.Reply reply = client.get(token("busy", "nova"), "/v1/media-buys/mb_1");
            assertThat(reply.json().get("revision").asString()).isEqualTo(reply.header("Buyledger-Position"));
        } while (!writer.isDone());
        writer.join();
    }

    private void tenant(String tenant) {
        fixture.tenant(tenant);
        fixture.user(tenant, "ursula", UserRole.viewer);
    }

    private record Waiting(CompletableFuture<HttpResponse<String>> answer) {}

    private Waiting waiting(String tenant, long position, int seconds) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/audit-log"))
                .header("Authorization", "Bearer " + token(tenant, "ursula"))
                .header(MINIMUM, Long.toString(position))
                .header("Prefer", "wait=" + seconds)
                .build();
        HttpClient http = HttpClient.newHttpClient();
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> !answer.isDone());
        return new Waiting(answer);
    }

    private static String event(String tenant, long sequence) {
        return """
                INSERT INTO tenant_positions VALUES ('%s', %d)
                ON CONFLICT (tenant_id) DO UPDATE SET sequence = excluded.sequence""".formatted(tenant, sequence);
    }
}
