package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a caller may ask, where the time of a request went, and what the log says of it. */
class LimitsTest {
    private static final TestDatabase TEST = TestDatabase.create();
    private static final String PATH = "/v1/media-buys";

    private static final Database DATABASE = TEST.open();
    private static final QueryService SERVICE = start();
    private static final Client CLIENT = new Client(SERVICE.port());

    private static QueryService start() {
        try {
            return QueryService.start(TEST.settings(Map.of(
                    "BUYLEDGER_RATE_LIMIT", "3",
                    "BUYLEDGER_RATE_LIMIT_WINDOW", "3600",
                    "BUYLEDGER_ACCESS_LOG", "true")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void write() {
        Fixture fixture = new Fixture(DATABASE);
        fixture.tenant("acme");
        for (String principal : List.of("eager", "nova", "logged", "timed")) {
            fixture.principal("acme", principal);
        }
        fixture.user("acme", "eager", UserRole.viewer);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        SERVICE.close();
        DATABASE.close();
    }

    @Test
    void who_has_spent_its_requests_is_told_when_to_come_back() throws IOException {
        String eager = token("acme", "eager");
        // A principal and a user of the same id are two callers; here they have the same token, so it is nobody's.
        new Fixture(DATABASE).sql("UPDATE users SET token_sha256 = NULL WHERE user_id = 'eager'");
        for (int left = 2; left >= 0; left--) {
            Client.Reply reply = CLIENT.get(eager, left == 1 ? PATH + "/none" : PATH);
            assertThat(reply.status()).isEqualTo(left == 1 ? 404 : 200);
            assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"caller\";q=3;w=3600");
            assertThat(reply.header("RateLimit")).isEqualTo("\"caller\";r=" + left + ";t=" + 1200 * (3 - left));
        }

        Client.Reply refused = CLIENT.get(eager, PATH);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        assertThat(refused.json().get("recovery").stringValue()).isEqualTo("transient");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1100, 1200);
        assertThat(refused.json().get("retry_after").intValue()).isBetween(1100, 1200);
        assertThat(refused.header("RateLimit")).startsWith("\"caller\";r=0;");
        assertThat(CLIENT.get(token("acme", "nova"), PATH).status()).isEqualTo(200);
        try (Client operations = new Client(SERVICE.operationsPort())) {
            assertThat(operations.get("", "/metrics").body())
                    .contains("buyledger_query_rate_limited_total{service=\"query-service\"} 1.0")
                    .contains("buyledger_query_overloaded_total");
        }
    }

    @Test
    void who_is_unknown_hears_nothing_of_limits() {
        assertThat(CLIENT.get("unknown", PATH).header("RateLimit")).isEmpty();
        assertThat(CLIENT.get("", PATH).header("RateLimit-Policy")).isEmpty();
    }

    @Test
    void who_asks_is_told_where_the_time_went() {
        String timed = token("acme", "timed");
        assertThat(CLIENT.get(timed, PATH).header("Server-Timing")).isEmpty();
        assertThat(CLIENT.get(timed, PATH, Map.of("Prefer", "wait=1, server-timing"))
                        .header("Server-Timing"))
                .matches("(wait|auth|sql|json);dur=\\d+\\.\\d{3}(, (wait|auth|sql|json|total);dur=\\d+\\.\\d{3}){4}");
    }

    @Test
    void the_log_has_a_line_for_each_request_and_nothing_secret() {
        Logger log = (Logger) LoggerFactory.getLogger("org.buyledger.query.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        log.addAppender(lines);
        try {
            String token = token("acme", "logged");
            CLIENT.get(token, PATH + "/secret-id?include=secret-text", Map.of("X-Request-Id", "line-1"));
            CLIENT.send("BREW", token, "/secret-path", Map.of("X-Request-Id", "line-2"));
            // A line is written once its answer is sent.
            Awaitility.await().until(() -> lines.list.size() >= 2);
        } finally {
            log.detachAppender(lines);
        }

        List<String> said = Stream.of("line-1", "line-2")
                .map(id -> lines.list.stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(line -> line.startsWith("request_id=" + id + " "))
                        .findFirst()
                        .orElseThrow())
                .toList();
        assertThat(said.get(0))
                .matches(
                        "request_id=line-1 tenant=acme caller=principal:logged method=GET route=/v1/media-buys/\\{id} status=400 ms=\\d+\\.\\d{3} bytes=\\d+");
        assertThat(said.get(1))
                .matches(
                        "request_id=line-2 tenant=- caller=- method=other route=other status=404 ms=\\d+\\.\\d{3} bytes=\\d+");
        assertThat(said.toString()).doesNotContain("secret", "token-of");
    }
}
