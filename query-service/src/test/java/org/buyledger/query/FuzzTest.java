package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Client.CONTRACT;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.query.http.Route;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Requests put together at random: none is answered with 500, none otherwise than the contract says, and none shows a byte of
 * another tenant. {@code -Dbuyledger.fuzz.requests} makes it longer, {@code -Dbuyledger.fuzz.seed} repeats a run.
 */
class FuzzTest extends ServiceTest {
    /** Stands in every object of the other tenant, and in no request. */
    private static final String SECRET = "zq7secret";

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    private static final List<String> PATHS = Stream.concat(
                    routes().stream().map(Route::template), Stream.of("/problems/{id}", "/openapi.json", "/nowhere"))
            .toList();

    /** Those of the contract, and some that are not. */
    private static final List<String> NAMES = Stream.concat(
                    CONTRACT.document().findValues("parameters").stream()
                            .flatMap(JsonNode::valueStream)
                            .map(CONTRACT::resolved)
                            .filter(parameter ->
                                    parameter.path("in").stringValue("").equals("query"))
                            .map(parameter -> parameter.get("name").stringValue())
                            .filter(name -> !name.equals("timeout")), // of a poll: it would wait
                    Stream.of("tenant_id", "q", "revision", "timeout=0&no_such"))
            .distinct()
            .toList();

    private static final List<String> VALUES = List.of(
            "active",
            "active,paused",
            "approved",
            "pending_review",
            "-updated_at",
            "updated_at",
            "start_time",
            "-priority",
            "sequence",
            "50",
            "1",
            "100",
            "101",
            "0",
            "-1",
            "99999999999999999999",
            "2026-11-01T00:00:00Z",
            "2026-13-45T99:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "294277-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "acme-nova",
            "acme-nova1",
            "zeta-nova",
            "USD",
            "cmd-1",
            "latest",
            "media_buy/acme-nova",
            "org.buyledger.media_buy.started.v1",
            "nova",
            "zeta",
            "*",
            "packages,creatives",
            "exact",
            "' OR '1'='1",
            "%",
            "_",
            "\\",
            "a".repeat(300),
            "ä\uD83D\uDE00\uFFFE",
            "a,b,,c",
            ",",
            " ",
            "null",
            "{}",
            "[]",
            "\"",
            "0x10",
            "1e3",
            "NaN");

    private final long seed = Long.getLong("buyledger.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> cursors = new ArrayList<>(List.of("AAAA", "not-base64!", ""));

    @Override
    protected void write() {
        for (String tenant : List.of("acme", "zeta")) {
            String mark = tenant.equals("zeta") ? SECRET : "ours";
            fixture.tenant(tenant);
            fixture.user(tenant, "ursula", UserRole.admin);
            fixture.principal(tenant, "nova");
            fixture.product(tenant, tenant + "-nova", row -> row.setName(mark));
            fixture.price(tenant, tenant + "-nova", "cpm", "10");
            fixture.configuration(tenant, "nova", mark);
            for (int i = 0; i < 5; i++) {
                String id = tenant + "-nova" + (i == 0 ? "" : i);
                fixture.mediaBuy(tenant, "nova", id, row -> row.setPoNumber(mark));
                fixture.creative(tenant, "nova", id, row -> row.setName(mark));
                fixture.step(tenant, "nova", id, row -> row.setAssignedTo(mark));
                fixture.context(tenant, "nova", id);
                fixture.feedback(tenant, "nova", id, id);
                fixture.note(tenant, id, id, T0.plusSeconds(i));
                fixture.event(
                        tenant,
                        i + 1,
                        row -> row.setCorrelationId(mark)
                                .setObjectId(id)
                                .setPayload(JSONB.jsonb("{\"principal_id\": \"nova\", \"mark\": \"" + mark + "\"}")));
            }
            fixture.command(tenant, "principal:nova", "cmd-1", row -> row.setResponse(JSONB.jsonb("\"" + mark + "\"")));
            fixture.position(tenant, 5);
        }
        fixture.sql("""
                UPDATE tenants SET name = '%1$s' WHERE tenant_id = 'zeta';
                UPDATE principals SET name = '%1$s' WHERE tenant_id = 'zeta';
                UPDATE users SET name = '%1$s' WHERE tenant_id = 'zeta';
                UPDATE contexts SET messages = '[{"at": "2026-11-01T10:00:00Z", "actor": "user:ursula", "text": "%1$s"}]'
                    WHERE tenant_id = 'zeta';
                UPDATE performance_feedback SET details = '{"mark": "%1$s"}' WHERE tenant_id = 'zeta';
                UPDATE campaign_notes SET body = '%1$s' WHERE tenant_id = 'zeta';
                UPDATE strategies SET config = '{"mark": "%1$s"}' WHERE tenant_id = 'zeta';
                UPDATE currency_limits SET currency = 'XTS' WHERE tenant_id = 'zeta'""".formatted(SECRET));
    }

    @Test
    void no_request_breaks_the_service_its_contract_or_the_wall() throws IOException {
        assertThat(ask("/v1/media-buys", "Authorization: Bearer " + token("zeta", "nova")))
                .contains(SECRET);
        int requests = Integer.getInteger("buyledger.fuzz.requests", 400);
        System.out.printf("FuzzTest: %d requests, seed %d%n", requests, seed);
        int answered = 0;
        for (int i = 0; i < requests; i++) {
            String target = target();
            String headers = headers();
            String answer = ask(target, headers);
            String what = target + "\n" + headers + "\n" + answer;
            RawHttp.Answer read = RawHttp.read(answer);
            assertThat(read.status()).as(what).isNotEqualTo(500);
            assertThat(answer).as(what).doesNotContain(SECRET);
            CONTRACT.check("GET", target.split("[?]", 2)[0], read.status(), read.headers(), read.body());
            answered += read.status() == 200 ? 1 : 0;
            CURSOR.matcher(answer).results().forEach(found -> cursors.add(found.group(1)));
        }
        assertThat(answered).as("requests with something to see").isPositive();
    }

    private String ask(String target, String headers) throws IOException {
        return RawHttp.send(
                service.port(),
                "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n\r\n");
    }

    private String target() {
        StringBuilder target = new StringBuilder(one(PATHS).replace("{id}", encoded(one(VALUES))));
        if (random.nextInt(8) == 0) {
            target.append('/').append(one(List.of("history", "..", "", "packages")));
        }
        char separator = '?';
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = one(NAMES);
            String value = name.equals("cursor") || random.nextInt(8) == 0 ? cursor() : one(VALUES);
            target.append(separator).append(name).append('=').append(encoded(value));
            separator = '&';
        }
        return random.nextInt(25) == 0 ? broken(target.toString()) : target.toString();
    }

    private String cursor() {
        String cursor = one(cursors);
        return random.nextBoolean() ? cursor : broken(cursor);
    }

    /** With a character changed, put in or taken out. */
    private String broken(String text) {
        if (text.isEmpty()) {
            return "%";
        }
        int at = random.nextInt(text.length());
        char letter = "aZ09-_%&=/?.".charAt(random.nextInt(12));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + letter + text.substring(at + 1);
            case 1 -> text.substring(0, at) + letter + text.substring(at);
            default -> text.substring(0, at) + text.substring(at + 1);
        };
    }

    private String headers() {
        List<String> lines = new ArrayList<>();
        String token = token("acme", one(List.of("nova", "ursula", "ursula")));
        switch (random.nextInt(12)) {
            case 0 -> lines.add("Authorization: Bearer " + broken(token));
            case 1 -> lines.add("Authorization: " + one(VALUES));
            case 2 ->
                lines.add("Authorization: Bearer " + token + "\r\nAuthorization: Bearer " + token("acme", "nova"));
            default -> lines.add("Authorization: Bearer " + token);
        }
        if (random.nextInt(3) == 0) {
            lines.add(one(List.of(
                            "If-None-Match",
                            "Buyledger-Min-Position",
                            "X-Request-Id",
                            "Last-Event-ID",
                            "Accept",
                            "Accept-Encoding"))
                    + ": " + one(VALUES));
        }
        if (random.nextInt(6) == 0) {
            lines.add("Accept: application/x-ndjson");
        }
        if (random.nextInt(6) == 0) {
            lines.add(
                    "Prefer: " + one(List.of("wait=0", "wait=x", "server-timing", "wait=99999999999", ";;,=", "wait")));
        }
        return String.join("\r\n", lines);
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
