package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit log as lines of JSON. */
class AuditExportTest extends ServiceTest {
    private static final String PATH = "/v1/audit-log";
    private static final Map<String, String> LINES = Map.of("Accept", "application/x-ndjson");
    private static final int MANY = 100_000;

    @Override
    protected void write() {
        for (String tenant : List.of("small", "huge")) {
            fixture.tenant(tenant);
            fixture.user(tenant, "ursula", UserRole.viewer);
            fixture.principal(tenant, "nova");
        }
        for (int i = 1; i <= 5; i++) {
            String object = i % 2 == 0 ? "mb_even" : "mb_odd";
            fixture.project("small", i, row -> row.setObjectId(object));
        }
        fixture.sql("""
                INSERT INTO audit_logs (tenant_id, sequence, event_id, type, object_type, object_id, revision, actor,
                    occurred_at, causation_id, hash, payload, partition, "offset")
                SELECT 'huge', n, 'c' || n || '.1', 'org.buyledger.media_buy.started.v1', 'media_buy', 'mb_' || n %% 7, 1,
                    'system:clock', '2026-02-01Z'::timestamptz + n * interval '1 second', 'c' || n, repeat('0', 64),
                    jsonb_build_object('text', repeat('x', 200)), 0, n
                FROM generate_series(1, %d) n""".formatted(MANY));
        fixture.position("huge", MANY);
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(Json.EVENTS::readTree).toList();
    }

    @Test
    void each_entry_is_a_line_as_in_the_list_and_the_last_line_says_that_it_is_complete() {
        Client.Reply reply = client.get(token("small", "ursula"), PATH, LINES);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(reply.body()).endsWith("\n");
        List<JsonNode> lines = lines(reply.body());
        assertThat(lines).hasSize(6);
        JsonNode listed = client.get(token("small", "ursula"), PATH + "?sort=sequence")
                .json()
                .get("entries");
        assertThat(lines.subList(0, 5)).isEqualTo(listed.valueStream().toList());
        assertThat(lines.getLast().toString()).isEqualTo("{\"complete\":true,\"entries\":5,\"position\":5}");
    }

    @Test
    void it_has_the_end_that_http_wants_also_where_the_connection_is_closed_after_it() throws IOException {
        String answer = RawHttp.send(
                service.port(),
                "GET " + PATH + " HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + token("small", "ursula") + "\r\n\r\n");

        assertThat(answer).contains("Transfer-Encoding: chunked");
        assertThat(RawHttp.read(answer).body()).endsWith("\"entries\":5,\"position\":5}\n");
    }

    @Test
    void it_takes_the_filters_of_the_list_and_goes_on_after_a_position() {
        List<JsonNode> lines = lines(
                client.get(token("small", "ursula"), PATH + "?object_type=media_buy&object_id=mb_odd&after=1", LINES)
                        .body());

        assertThat(lines.stream().map(line -> line.path("sequence").asInt(0))).containsExactly(3, 5, 0);
        assertThat(lines.getLast().get("entries").intValue()).isEqualTo(2);
        Client.Reply refused = client.get(token("small", "ursula"), PATH + "?max_results=3", LINES);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("after");
        assertThat(client.get(token("small", "nova"), PATH, LINES).status()).isEqualTo(403);
        assertThat(client.head(token("small", "ursula"), PATH).status()).isEqualTo(200);
    }

    @Test
    void it_is_compressed_for_who_takes_that() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + PATH))
                .header("Authorization", "Bearer " + token("huge", "ursula"))
                .header("Accept", "application/x-ndjson")
                .header("Accept-Encoding", "gzip")
                .build();
        try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());

            assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(response.body().length).isLessThan(MANY * 100);
            count(new GZIPInputStream(new ByteArrayInputStream(response.body())));
        }
    }

    /** All are there, each once and in order. */
    private static void count(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (int i = 1; i <= MANY; i++) {
            assertThat(lines.readLine()).startsWith("{\"sequence\":" + i + ",");
        }
        assertThat(lines.readLine())
                .isEqualTo("{\"complete\":true,\"entries\":" + MANY + ",\"position\":" + MANY + "}");
        assertThat(lines.readLine()).isNull();
    }

    @Test
    void however_long_it_is_no_more_is_read_than_the_client_takes() throws IOException {
        long before = entriesRead();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8_192);
            socket.connect(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), service.port()));
            socket.getOutputStream()
                    .write(("GET " + PATH
                                    + " HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\nAuthorization: Bearer "
                                    + token("huge", "ursula") + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> entriesRead() - before, read -> read > 0 && read < MANY / 3);
        }
        // A download that was cut off has no last line, and is over here too.
        Awaitility.await()
                .until(() ->
                        Client.metric(metrics(), "buyledger_feed_closed_total{form=\"export\",reason=\"client_gone\"")
                                == 1);
    }

    private long entriesRead() {
        return (long) Client.metric(metrics(), "buyledger_feed_events_total{form=\"export\"");
    }

    private String metrics() {
        try (Client operations = new Client(service.operationsPort())) {
            return operations.get("", "/metrics").body();
        }
    }
}
