package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes, methods, caching and the form of problems. */
class HttpTest extends ServiceTest {
    private static final String NOVA = token("acme", "nova");
    private static final String URSULA = token("acme", "ursula");

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.principal("acme", "nova");
        fixture.user("acme", "ursula", UserRole.viewer);
        fixture.mediaBuy("acme", "nova", "mb_1", row -> row.setRevision(17L));
        fixture.creative("acme", "nova", "banner", row -> row.setRevision(4L));
        fixture.step("acme", "nova", "step_1", row -> row.setRevision(2L));
        fixture.product("acme", "home", row -> {});
        fixture.price("acme", "home", "cpm", "10");
        fixture.command("acme", "principal:nova", "cmd-1", row -> {});
        fixture.event("acme", 1, row -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/media-buys/",
                "/v1/media-buys/a/b",
                "/v1/media-buys/a%00b",
                "/v1/Media-Buys",
                "/v1/audit-log/1",
                "/v1/adapter-config/x",
                "/v2/media-buys",
                "/v1/media-buys;x=1",
                "/problems",
                "/problems/nothing",
                "/v1/../v1/media-buys"
            })
    void what_is_not_a_resource_is_not_found(String path) {
        Client.Reply reply = client.get(URSULA, path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("REFERENCE_NOT_FOUND");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/media-buys",
        "PUT, /v1/media-buys/mb_1",
        "DELETE, /v1/audit-log",
        "PATCH, /v1/products/home",
        "OPTIONS, /v1/creatives",
        "POST, /problems/auth-missing"
    })
    void other_methods_are_refused_with_those_that_are_allowed(String method, String path) {
        Client.Reply reply = client.send(method, URSULA, path, Map.of());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(reply.code()).isEqualTo("UNSUPPORTED_FEATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/media-buys",
                "/v1/media-buys/mb_1",
                "/v1/creatives",
                "/v1/creatives/banner",
                "/v1/workflow-steps",
                "/v1/workflow-steps/step_1",
                "/v1/products",
                "/v1/products/home",
                "/v1/audit-log",
                "/v1/commands/cmd-1",
                "/v1/media-buys/not-there",
                "/v1/media-buys?color=red",
                "/problems/auth-missing"
            })
    void head_answers_like_get_without_the_body(String path) {
        Map<String, String> sameId = Map.of("X-Request-Id", "same");
        Client.Reply get = client.get(URSULA, path, sameId);
        Client.Reply head = client.send("HEAD", URSULA, path, sameId);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(get));
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(get.body().length()));
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        Map<String, List<String>> headers =
                new java.util.TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("ratelimit");
        return headers;
    }

    @Test
    void answers_may_be_kept_by_the_caller_alone_and_must_be_checked() {
        for (String path : List.of("/v1/media-buys/mb_1", "/v1/media-buys", "/v1/media-buys/not-there")) {
            Client.Reply reply = client.get(NOVA, path);
            assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(reply.header("Vary")).isEqualTo("Authorization, Accept, Accept-Encoding");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "/v1/media-buys/mb_1, '\"r17\"'",
                "/v1/creatives/banner, '\"r4\"'",
                "/v1/workflow-steps/step_1, '\"r2\"'"
            })
    void the_etag_of_an_object_is_its_revision(String path, String etag) {
        assertThat(client.get(NOVA, path).header("ETag")).isEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r17\"", "W/\"r17\"", "\"r16\", \"r17\"", "*"})
    void who_has_the_current_one_is_told_so(String ifNoneMatch) {
        Client.Reply reply = client.get(NOVA, "/v1/media-buys/mb_1", Map.of("If-None-Match", ifNoneMatch));

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).isEqualTo("\"r17\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(reply.header("Vary")).isEqualTo("Authorization, Accept, Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r16\"", "r17", "\"R17\"", "\"r170\""})
    void who_has_another_one_gets_the_current(String ifNoneMatch) {
        assertThat(client.get(NOVA, "/v1/media-buys/mb_1", Map.of("If-None-Match", ifNoneMatch))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_missing_object_matches_no_tag() {
        assertThat(client.get(NOVA, "/v1/media-buys/not-there", Map.of("If-None-Match", "*"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_etag_of_a_product_changes_with_its_prices() {
        String before = client.get(NOVA, "/v1/products/home").header("ETag");
        assertThat(before).startsWith("\"r1-");
        assertThat(client.get(NOVA, "/v1/products/home", Map.of("If-None-Match", before))
                        .status())
                .isEqualTo(304);

        fixture.price("acme", "home", "cpc", "0.10");

        Client.Reply after = client.get(NOVA, "/v1/products/home", Map.of("If-None-Match", before));
        assertThat(after.status()).isEqualTo(200);
        String added = after.header("ETag");
        fixture.sql("UPDATE pricing_options SET fixed_price = 9, revision = 2 WHERE pricing_option_id = 'cpm'");
        assertThat(client.get(NOVA, "/v1/products/home").header("ETag")).isNotIn(before, added);
    }

    @Test
    void a_problem_says_all_that_rfc_9457_and_adcp_ask_for() {
        Client.Reply reply = client.get(NOVA, "/v1/media-buys?status=nice", Map.of("X-Request-Id", "my-id"));

        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json()).isEqualTo(org.buyledger.events.Json.EVENTS.readTree("""
                {"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
                 "detail": "Parameter 'status' is 'nice' and must be one of pending_approval, pending_creatives, pending_start, active, paused, completed, rejected, canceled.",
                 "instance": "/v1/media-buys", "code": "INVALID_REQUEST", "recovery": "correctable",
                 "issues": [{"parameter": "status", "keyword": "enum", "message": "Parameter 'status' is 'nice' and must be one of pending_approval, pending_creatives, pending_start, active, paused, completed, rejected, canceled."}],
                 "details": {"value": "nice", "accepted_values": ["pending_approval", "pending_creatives", "pending_start", "active", "paused", "completed", "rejected", "canceled"]},
                 "request_id": "my-id"}
                """));
    }

    @Test
    void the_type_of_a_problem_leads_to_its_explanation() {
        String type = client.get(NOVA, "/v1/media-buys/x").json().get("type").stringValue();

        Client.Reply page = client.get("", type);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).contains("public");
        assertThat(page.json().get("code").stringValue()).isEqualTo("MEDIA_BUY_NOT_FOUND");
        assertThat(page.json().get("explanation").stringValue()).isNotBlank();
    }

    @Test
    void the_request_id_is_repeated_where_it_is_sane_and_else_made() {
        assertThat(client.get(NOVA, "/v1/media-buys", Map.of("X-Request-Id", "abc-123"))
                        .header("X-Request-Id"))
                .isEqualTo("abc-123");
        for (String insane : List.of("a b", "x".repeat(129), "")) {
            assertThat(client.get(NOVA, "/v1/media-buys", Map.of("X-Request-Id", insane))
                            .header("X-Request-Id"))
                    .matches("[0-9a-f-]{36}");
        }
        assertThat(client.get("", "/v1/media-buys").header("X-Request-Id"))
                .isNotEqualTo(client.get("", "/v1/media-buys").header("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'deflate, GZIP;q=0.5', true",
        "gzip;q=0, false",
        "gzip;q=0.00, false",
        "br, false",
        "'', false"
    })
    void a_long_answer_is_compressed_for_who_takes_that(String acceptEncoding, boolean isCompressed) throws Exception {
        String path = "/v1/workflow-steps?status=requires_approval";
        for (int i = 0; i < 5; i++) {
            fixture.sql(
                    "INSERT INTO workflow_steps SELECT (jsonb_populate_record(s, jsonb_build_object('step_id', 'long_"
                            + i + "'))).* FROM workflow_steps s WHERE step_id = 'step_1' ON CONFLICT DO NOTHING");
        }
        Client.Reply plain = client.get(NOVA, path);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Authorization", "Bearer " + NOVA)
                .header("Accept-Encoding", acceptEncoding)
                .build();

        HttpResponse<byte[]> reply;
        try (HttpClient http = HttpClient.newHttpClient()) {
            reply = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }

        assertThat(reply.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(isCompressed);
        byte[] body = isCompressed
                ? new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes()
                : reply.body();
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(plain.body());
        if (isCompressed) {
            assertThat(reply.body().length).isLessThan(body.length / 2);
        }
    }

    @Test
    void the_tag_of_a_compressed_answer_is_weak_and_a_short_one_is_not_compressed() {
        fixture.mediaBuy("acme", "nova", "mb_long", row -> row.setPoNumber("x".repeat(2000)));
        Map<String, String> gzip = Map.of("Accept-Encoding", "gzip");

        assertThat(client.get(NOVA, "/v1/media-buys/mb_long", gzip).header("ETag"))
                .isEqualTo("W/\"r1\"");
        assertThat(client.get(NOVA, "/v1/media-buys/mb_1", gzip).header("Content-Encoding"))
                .isEmpty();
        fixture.sql("DELETE FROM media_buys WHERE media_buy_id = 'mb_long'");
    }

    @Test
    void the_body_of_a_get_is_ignored() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port() + "/v1/media-buys/mb_1"))
                .header("Authorization", "Bearer " + NOVA)
                .method("GET", BodyPublishers.ofString("{\"tenant_id\": \"zeta\"}"))
                .build();

        assertThat(client.send(request).status()).isEqualTo(200);
        assertThat(client.send(request).status()).isEqualTo(200);
    }

    @Test
    void what_is_too_long_is_refused() throws Exception {
        String path = "/v1/media-buys?media_buy_id=";
        assertThat(client.get(NOVA, path + "a".repeat(8001)).status()).isEqualTo(414);
        assertThat(RawHttp.get(service.port(), path + "a".repeat(20_000), NOVA))
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json");
        assertThat(RawHttp.get(service.port(), "/v1/media-buys", NOVA + "\r\nX-Long: " + "a".repeat(20_000)))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "INVALID_REQUEST");
        assertThat(RawHttp.send(
                        service.port(),
                        "GET /v1/media-buys HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/media-buys HTTP/1.1\r\n\r\n",
                "GET /v1/media-buys HTTP/1.1\r\nHost: a\r\nno colon here\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void what_is_no_request_gets_a_problem_and_no_stack_trace(String request) throws Exception {
        assertThat(RawHttp.send(service.port(), request))
                .contains("application/problem+json")
                .doesNotContain("Exception", "at io.helidon");
    }

    @Test
    void a_path_that_is_no_uri_is_told_as_one() throws IOException {
        RawHttp.Answer answer = RawHttp.read(RawHttp.get(service.port(), "/v1/media-buys%/mb_1", NOVA));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.EVENTS.readTree(answer.body()).get("instance").stringValue())
                .isEqualTo("/v1/media-buys%25/mb_1");
    }
}
