package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every order of every list is walked while rows change and come: who does not change comes exactly once. */
class WalkTest extends ServiceTest {
    private static final int ROWS = 24;
    /** Else a walk in the order of the changes would have no end. */
    private static final int MOST_CHANGES = 6;

    private static final String URSULA = token("acme", "ursula");
    private static final Pattern NEXT = Pattern.compile(".*<([^>]+)>; rel=\"next\"");

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.user("acme", "ursula", UserRole.admin);
        fixture.principal("acme", "nova");
        fixture.mediaBuy("acme", "nova", "mb", row -> {});
        MediaBuyStatus[] statuses = {MediaBuyStatus.active, MediaBuyStatus.paused, MediaBuyStatus.completed};
        for (int i = 10; i < 10 + ROWS; i++) {
            int n = i;
            // Several share their time, so that the rest of the key has to tell them apart.
            var time = T0.plusNanos(i / 4 * 1000L);
            fixture.mediaBuy("acme", "nova", "row" + i, row -> {
                row.setUpdatedAt(time).setStartTime(time.plusSeconds(3600)).setPriority(n / 4);
                row.setBudget(new BigDecimal(n / 4 + ".5")).setStatus(statuses[n % statuses.length]);
            });
            fixture.creative("acme", "nova", "row" + i, row -> row.setUpdatedAt(time));
            fixture.step(
                    "acme", "nova", "row" + i, row -> row.setUpdatedAt(time).setCreatedAt(time));
            fixture.context("acme", "nova", "row" + i);
            fixture.feedback("acme", "nova", "mb", "row" + i);
            fixture.note("acme", "mb", "row" + i, time);
            fixture.product("acme", "row" + i, row -> {});
            fixture.command("acme", "user:ursula", "row" + i, row -> row.setAnsweredAt(time));
            fixture.user("acme", "row" + i, UserRole.viewer);
            fixture.principal("acme", "row" + i);
            fixture.strategy("acme", null, "row" + i);
            fixture.event("acme", i, row -> row.setObjectId("row" + n));
        }
    }

    /** Rows whose number is a multiple of three change, and some come and go. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            media-buys           | media_buy_id  | UPDATE media_buys SET updated_at = now(), start_time = now() - random() * interval '1 day', budget = 1 + random() * 20, priority = (random() * 9)::int WHERE substr(media_buy_id, 4)::int % 3 = 0 AND media_buy_id LIKE 'row%'
            creatives            | creative_id   | UPDATE creatives SET updated_at = now(), status = 'rejected' WHERE substr(creative_id, 4)::int % 3 = 0
            workflow-steps       | step_id       | UPDATE workflow_steps SET updated_at = now(), created_at = now() WHERE substr(step_id, 4)::int % 3 = 0
            contexts             | context_id    | UPDATE contexts SET last_activity_at = now() WHERE substr(context_id, 4)::int % 3 = 0
            performance-feedback | feedback_id   | DELETE FROM performance_feedback WHERE substr(feedback_id, 4)::int % 3 = 0
            campaign-notes       | note_id       | DELETE FROM campaign_notes WHERE substr(note_id, 4)::int % 3 = 0
            products             | product_id    | UPDATE products SET archived_at = CASE WHEN archived_at IS NULL THEN now() END WHERE substr(product_id, 4)::int % 3 = 0
            commands             | command_id    | UPDATE command_results SET answered_at = now() WHERE substr(command_id, 4)::int % 3 = 0
            users                | user_id       | DELETE FROM users WHERE user_id LIKE 'row%' AND substr(user_id, 4)::int % 3 = 0
            principals           | principal_id  | UPDATE principals SET deactivated_at = now() WHERE principal_id LIKE 'row%' AND substr(principal_id, 4)::int % 3 = 0
            strategies           | strategy_id   | DELETE FROM strategies WHERE substr(strategy_id, 4)::int % 3 = 0
            audit-log            | object_id     | UPDATE audit_logs SET revision = revision + 1 WHERE substr(object_id, 4)::int % 3 = 0
            """)
    void who_does_not_change_comes_exactly_once_in_every_order(String list, String id, String change) {
        List<String> sorts = new ArrayList<>();
        client.get(URSULA, "/v1/" + list + "?sort=?")
                .json()
                .get("details")
                .get("accepted_values")
                .forEach(sort -> sorts.add(sort.stringValue()));
        assertThat(sorts).isNotEmpty();
        for (String sort : sorts) {
            List<String> walked = walk("/v1/" + list + "?max_results=5&sort=" + sort, id, change);

            Map<String, Integer> times = new HashMap<>();
            walked.forEach(one -> times.merge(one, 1, Integer::sum));
            for (int i = 10; i < 10 + ROWS; i++) {
                if (i % 3 != 0) {
                    assertThat(times).as(sort).containsEntry("row" + i, 1);
                }
            }
        }
    }

    private List<String> walk(String path, String id, String change) {
        List<String> seen = new ArrayList<>();
        String next = path;
        int changes = 0;
        while (!next.isEmpty()) {
            Client.Reply reply = client.get(URSULA, next);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            String member = new LinkedHashSet<>(reply.json().propertyNames()).getFirst();
            for (JsonNode item : reply.json().get(member)) {
                seen.add(item.get(id).stringValue());
            }
            if (changes++ < MOST_CHANGES) {
                fixture.sql(change);
            }
            Matcher link = NEXT.matcher(reply.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }
        return seen;
    }
}
