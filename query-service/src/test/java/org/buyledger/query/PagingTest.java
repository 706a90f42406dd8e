package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagingTest extends ServiceTest {
    private static final String URSULA = token("acme", "ursula");
    private static final String NOVA = token("acme", "nova");
    private static final Pattern NEXT = Pattern.compile(".*<([^>]+)>; rel=\"next\"");

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.tenant("zeta");
        fixture.user("acme", "ursula", UserRole.viewer);
        fixture.user("zeta", "ursula", UserRole.viewer);
        fixture.principal("acme", "nova");
        fixture.principal("acme", "orion");
        for (int i = 10; i < 35; i++) {
            // Several of each kind share their time, so that the rest of the key has to tell them apart.
            var time = T0.plusNanos(i / 4 * 1000L);
            fixture.mediaBuy(
                    "acme", "nova", "mb_" + i, row -> row.setUpdatedAt(time).setStartTime(time.plusSeconds(3600)));
            fixture.creative("acme", i % 2 == 0 ? "nova" : "orion", "c" + i / 2, row -> row.setUpdatedAt(time));
            fixture.step("acme", "nova", "step_" + i, row -> row.setUpdatedAt(time));
            fixture.product("acme", "p" + i, row -> {});
            fixture.event("acme", i, row -> {});
            fixture.feedback("acme", "nova", "mb_" + i, "fb_" + i);
            fixture.note("acme", "mb_" + i, "note_" + i, time);
        }
    }

    private List<String> walk(String path, String member, List<String> id) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Client.Reply reply = client.get(URSULA, next);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            for (JsonNode item : reply.json().get(member)) {
                seen.add(String.join(
                        "/", id.stream().map(name -> item.get(name).asString()).toList()));
            }
            Matcher link = NEXT.matcher(reply.header("Link"));
            JsonNode pagination = reply.json().get("pagination");
            assertThat(pagination.get("has_more").booleanValue()).isEqualTo(link.matches());
            assertThat(pagination.has("cursor")).isEqualTo(link.matches());
            next = link.matches() ? link.group(1) : "";
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/media-buys?max_results=7&updated_at%5Bgte%5D=2026-11-01T10:00:00Z | media_buys | media_buy_id
            /v1/media-buys?max_results=25           | media_buys     | media_buy_id
            /v1/media-buys?max_results=7&sort=updated_at | media_buys | media_buy_id
            /v1/media-buys?max_results=7&sort=start_time | media_buys | media_buy_id
            /v1/media-buys?max_results=7&sort=-start_time&brand_domain=nova.example | media_buys | media_buy_id
            /v1/media-buys?max_results=7&sort=-priority | media_buys | media_buy_id
            /v1/campaign-notes?max_results=7        | campaign_notes | note_id
            /v1/creatives?max_results=7             | creatives      | principal_id creative_id
            /v1/creatives?max_results=1&sort=updated_at | creatives  | principal_id creative_id
            /v1/workflow-steps?max_results=7        | workflow_steps | step_id
            /v1/performance-feedback?max_results=7  | performance_feedback | feedback_id
            /v1/products?max_results=7              | products       | product_id
            /v1/audit-log?max_results=7             | entries        | sequence
            /v1/audit-log?max_results=7&sort=sequence | entries      | sequence
            """)
    void a_walk_over_all_pages_has_every_row_once(String path, String member, String id) {
        List<String> seen = walk(path.strip(), member, List.of(id.split(" ")));

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        List<String> inOnePage =
                walk(path.strip().replaceAll("max_results=\\d+", "max_results=100"), member, List.of(id.split(" ")));
        assertThat(seen).isEqualTo(inOnePage);
    }

    @Test
    void a_walk_over_changing_rows_has_those_that_do_not_change_exactly_once() {
        fixture.tenant("busy");
        fixture.user("busy", "ursula", UserRole.viewer);
        fixture.principal("busy", "nova");
        IntStream.range(100, 140)
                .forEach(i -> fixture.mediaBuy("busy", "nova", "mb_" + i, row -> row.setUpdatedAt(T0.plusSeconds(i))));

        List<String> seen = new ArrayList<>();
        String next = "/v1/media-buys?max_results=5";
        for (int page = 0; !next.isEmpty(); page++) {
            Client.Reply reply = client.get(token("busy", "ursula"), next);
            reply.json()
                    .get("media_buys")
                    .forEach(buy -> seen.add(buy.get("media_buy_id").stringValue()));
            Matcher link = NEXT.matcher(reply.header("Link"));
            next = link.matches() ? link.group(1) : "";
            // Every third buy changes during the walk, and new ones come; the others stay as they are.
            fixture.sql("UPDATE media_buys SET updated_at = now() WHERE tenant_id = 'busy' AND media_buy_id = 'mb_"
                    + (102 + page * 3) + "'");
            int fresh = page;
            fixture.mediaBuy("busy", "nova", "mb_new_" + fresh, row -> row.setUpdatedAt(T0.plusSeconds(1000 + fresh)));
        }

        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsAll(IntStream.range(100, 140)
                        .filter(i -> i % 3 != 0)
                        .mapToObj(i -> "mb_" + i)
                        .toList());
    }

    private String cursor(String token, String path) {
        return client.get(token, path).json().get("pagination").get("cursor").stringValue();
    }

    private void assertRefused(String token, String path) {
        Client.Reply reply = client.get(token, path);
        assertThat(reply.status()).as(path).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(reply.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo("cursor");
        assertThat(reply.json().get("suggestion").stringValue()).contains("first page");
    }

    @Test
    void a_cursor_that_was_changed_anywhere_is_refused() {
        String path = "/v1/media-buys?max_results=5&cursor=";
        String cursor = cursor(NOVA, "/v1/media-buys?max_results=5");
        assertThat(client.get(NOVA, path + cursor).status()).isEqualTo(200);

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(NOVA, path + cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        assertRefused(NOVA, path + cursor.substring(0, cursor.length() - 1));
        assertRefused(NOVA, path + cursor + "A");
        assertRefused(NOVA, path + cursor + "==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "not a cursor", "%C3%BC"})
    void what_is_no_cursor_is_refused(String text) {
        assertRefused(NOVA, "/v1/media-buys?cursor=" + text.replace(" ", "%20"));
    }

    @Test
    void a_cursor_of_ones_own_making_is_refused() {
        byte[] made = new byte[80];
        assertRefused(
                NOVA,
                "/v1/media-buys?cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(made));
    }

    @Test
    void a_cursor_goes_with_its_list_alone() {
        String cursor = cursor(URSULA, "/v1/media-buys?max_results=5&status=active");

        assertThat(client.get(URSULA, "/v1/media-buys?status=active&max_results=9&cursor=" + cursor)
                        .status())
                .as("the size of the page may change")
                .isEqualTo(200);
        assertThat(client.get(URSULA, "/v1/media-buys?sort=-updated_at&status=active&cursor=" + cursor)
                        .status())
                .as("the usual sort may be said")
                .isEqualTo(200);
        assertRefused(URSULA, "/v1/media-buys?cursor=" + cursor);
        assertRefused(URSULA, "/v1/media-buys?status=paused&cursor=" + cursor);
        assertRefused(URSULA, "/v1/media-buys?status=active&sort=updated_at&cursor=" + cursor);
        assertRefused(URSULA, "/v1/media-buys?status=active&principal_id=nova&cursor=" + cursor);
        assertRefused(URSULA, "/v1/creatives?cursor=" + cursor);
        assertRefused(NOVA, "/v1/media-buys?status=active&cursor=" + cursor);
        assertRefused(token("zeta", "ursula"), "/v1/media-buys?status=active&cursor=" + cursor);
    }
}
