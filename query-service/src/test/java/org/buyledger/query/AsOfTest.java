package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.projector.Streams.part;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Twelve buys, made at minutes 9 to 20 in one order and changed at minutes 21 to 32 in another. */
class AsOfTest extends ServiceTest {
    private static final String ADA = "admin";
    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    protected void write() {
        TestLog log = Streams.catalogue(new TestLog(), "acme");
        for (int i = 0; i < 12; i++) {
            log.add("acme", Streams.created("mb_" + i, MediaBuyStatus.ACTIVE, part("pkg_" + i, "home", "5000")));
        }
        for (int i = 0; i < 12; i++) {
            String id = Integer.toString((i * 5) % 12);
            log.add("acme", Streams.updated("mb_" + id, MediaBuyStatus.PAUSED, part("pkg_" + id, "home", "6000")));
        }
        new Ledger(database).apply(log.records());
        // More events than lists reach across, in a ledger of its own.
        fixture.tenant("vast");
        fixture.user("vast", "vera", org.buyledger.migrations.jooq.enums.UserRole.viewer);
        fixture.position("vast", 50_000);
    }

    private static String minute(int minute) {
        return BEGIN.plusSeconds(60L * minute).toString();
    }

    @Test
    void a_time_is_after_the_last_event_until_then() {
        Client.Reply at = client.get(ADA, "/v1/media-buys/mb_0?as_of=" + minute(9));
        assertThat(at.status()).isEqualTo(200);
        assertThat(at.header("Buyledger-As-Of-Position")).isEqualTo("9");
        assertThat(at.header("Buyledger-Position")).isEqualTo("32");
        assertThat(at.body())
                .isEqualTo(
                        client.get(ADA, "/v1/media-buys/mb_0?as_of_position=9").body());

        String justBefore = BEGIN.plusSeconds(60L * 9).minusNanos(1000).toString();
        assertThat(client.get(ADA, "/v1/media-buys/mb_0?as_of=" + justBefore).status())
                .isEqualTo(404);
    }

    @Test
    void what_was_may_be_kept_and_what_may_still_change_not() {
        String object = "/v1/media-buys/mb_0";
        assertThat(client.get(ADA, object + "?as_of=" + minute(10)).header("Cache-Control"))
                .isEqualTo("private, max-age=86400");
        assertThat(client.get(ADA, object + "?as_of_position=32").header("Cache-Control"))
                .isEqualTo("private, max-age=86400");
        assertThat(client.get(ADA, object + "?as_of=" + minute(32)).header("Cache-Control"))
                .isEqualTo("private, no-cache");
        assertThat(client.get(ADA, object).header("Cache-Control")).isEqualTo("private, no-cache");

        String tag = client.get(ADA, object + "?as_of_position=9").header("ETag");
        assertThat(tag).isEqualTo("\"r1\"");
        assertThat(client.get(ADA, object + "?as_of_position=10", Map.of("If-None-Match", tag))
                        .status())
                .isEqualTo(304);
        assertThat(client.get(ADA, object, Map.of("If-None-Match", tag)).status())
                .isEqualTo(200);
    }

    @Test
    void what_was_not_there_yet_says_when_it_begins() {
        Client.Reply reply = client.get(ADA, "/v1/media-buys/mb_11?as_of_position=19");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("MEDIA_BUY_NOT_FOUND");
        assertThat(reply.json().get("details").get("begins_at_position").intValue())
                .isEqualTo(20);
        assertThat(reply.json().get("details").get("begins_at").stringValue()).isEqualTo(minute(20));
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void a_list_of_then_is_filtered_and_sorted_by_what_was_then_and_its_pages_stay_with_it() {
        assertThat(ids("/v1/media-buys?status=paused&as_of_position=24")).hasSize(4);
        assertThat(ids("/v1/media-buys?status=active&as_of_position=24")).hasSize(8);

        String next = "/v1/media-buys?sort=-updated_at&max_results=5&as_of=" + minute(22);
        List<String> all = new ArrayList<>();
        while (!next.isEmpty()) {
            Client.Reply page = client.get(ADA, next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json()
                    .get("media_buys")
                    .forEach(buy -> all.add(buy.get("media_buy_id").stringValue()));
            next = page.next();
            assertThat(next).doesNotContain("as_of=");
        }
        assertThat(all)
                .containsExactly(
                        "mb_5", "mb_0", "mb_11", "mb_10", "mb_9", "mb_8", "mb_7", "mb_6", "mb_4", "mb_3", "mb_2",
                        "mb_1");
    }

    private List<String> ids(String path) {
        return client.get(ADA, path)
                .json()
                .get("media_buys")
                .valueStream()
                .map(buy -> buy.get("media_buy_id").stringValue())
                .toList();
    }

    @Test
    void a_cursor_goes_with_its_position_alone() {
        String cursor = client.get(ADA, "/v1/media-buys?max_results=5&as_of_position=22")
                .json()
                .get("pagination")
                .get("cursor")
                .stringValue();
        String list = "/v1/media-buys?max_results=5&cursor=" + cursor;

        assertThat(client.get(ADA, list + "&as_of_position=22").status()).isEqualTo(200);
        assertThat(client.get(ADA, list + "&as_of=" + minute(22)).status()).isEqualTo(200);
        assertThat(client.get(ADA, list + "&as_of_position=23").status()).isEqualTo(400);
        assertThat(client.get(ADA, list).status()).isEqualTo(400);
    }

    @Test
    void before_the_first_event_there_was_nothing() {
        assertThat(ids("/v1/media-buys?as_of_position=0")).isEmpty();
        assertThat(ids("/v1/media-buys?as_of=1999-01-01T00:00:00Z")).isEmpty();
        assertThat(client.get(ADA, "/v1/products/home?as_of_position=0").status())
                .isEqualTo(404);
    }

    @Test
    void lists_reach_so_many_events_back_and_on_from_the_first() {
        String vera = Fixture.token("vast", "vera");
        assertThat(client.get(vera, "/v1/media-buys?as_of_position=20000").status())
                .isEqualTo(200);
        assertThat(client.get(vera, "/v1/media-buys?as_of_position=30000").status())
                .isEqualTo(200);

        Client.Reply refused = client.get(vera, "/v1/media-buys?as_of_position=29999");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("details").get("accepted_from").intValue())
                .isEqualTo(30_000);
        assertThat(refused.json().get("details").get("accepted_until").intValue())
                .isEqualTo(20_000);
        assertThat(client.get(vera, "/v1/media-buys/mb_1?as_of_position=25000").status())
                .isEqualTo(404);
    }

    @Test
    void a_position_that_is_not_projected_is_waited_for_elsewhere() {
        Client.Reply reply = client.get(ADA, "/v1/media-buys/mb_0?as_of_position=33");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("PROJECTION_BEHIND");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().get("details").get("position").intValue()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            as_of=yesterday                                | as_of
            as_of=2026-11-23T12:00:00                      | as_of
            as_of=2026-11-23                               | as_of
            as_of=9999-12-31T23:59:59Z                     | as_of
            as_of=                                         | as_of
            as_of_position=-1                              | as_of_position
            as_of_position=1.5                             | as_of_position
            as_of_position=1234567890123456789             | as_of_position
            as_of_position=9%20OR%201                      | as_of_position
            as_of_position=                                | as_of_position
            as_of=2026-11-23T12:00:00Z&as_of_position=3    | as_of
            as_of_position=3&as_of_position=3              | as_of_position
            as_of_position=3&when=now                      | when
            """)
    void what_is_no_moment_is_refused(String query, String parameter) {
        for (String path : List.of("/v1/media-buys/mb_0", "/v1/media-buys", "/v1/creatives", "/v1/products/home")) {
            Client.Reply reply = client.get(ADA, path + "?" + query);
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                    .isEqualTo(parameter);
        }
    }

    @Test
    void no_moment_is_an_error_of_the_service() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder value = new StringBuilder(random.nextBoolean() ? "2026-11-23T12:0" : "");
            for (int n = random.nextInt(12); n > 0; n--) {
                String some = "0123456789TZ:+-.e%20%2B%00%FF%C3%A9'\"/";
                value.append(some.charAt(random.nextInt(some.length())));
            }
            String name = random.nextBoolean() ? "as_of" : "as_of_position";
            String query = name + "=" + value.toString().replace("\"", "%22").replaceAll("%(?![0-9A-F]{2})", "%25");
            Client.Reply reply = client.get(ADA, "/v1/media-buys/mb_0?" + query);
            assertThat(reply.status()).as("seed %d: %s", seed, query).isIn(200, 400, 404, 503);
            JsonNode body = reply.json();
            assertThat(body.has("media_buy_id") || body.has("code")).isTrue();
        }
    }
}
