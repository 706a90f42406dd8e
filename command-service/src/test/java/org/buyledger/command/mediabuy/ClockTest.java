package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class ClockTest {
    private final Scenario scenario = acme();

    private static List<String> statuses(List<Event> events) {
        return events.stream()
                .map(event -> ((MediaBuyEvent) event).status().wire())
                .toList();
    }

    @Test
    void a_ready_buy_starts_when_its_start_is_reached_and_not_before() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());

        assertThat(scenario.tick(Duration.ofHours(12).minusMillis(1))).isEmpty();
        assertThat(statuses(scenario.tick(Duration.ofMillis(1)))).containsExactly("active");
        assertThat(scenario.tick(Duration.ofMillis(250))).isEmpty();
    }

    @Test
    void a_start_between_two_milliseconds_is_not_missed() {
        scenario.when(
                "nova",
                "create_media_buy",
                createMediaBuyWithCreative().replace("11-24T00:00:00Z", "11-24T00:00:00.0005Z"));

        assertThat(scenario.tick(Duration.ofHours(12))).isEmpty();
        assertThat(statuses(scenario.tick(Duration.ofMillis(1)))).containsExactly("active");
    }

    @Test
    void what_an_older_store_holds_as_due_names_a_buy_by_its_id_alone() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());
        List<String> keys = new ArrayList<>();
        scenario.store().scan("due", "duf", (key, nothing) -> keys.add(key));
        scenario.store().delete(keys.getFirst());
        scenario.store().put(keys.getFirst().replace("media_buy/", ""), new byte[0]);

        assertThat(statuses(scenario.tick(Duration.ofHours(12)))).containsExactly("active");
        assertThat(statuses(scenario.tick(Duration.ofDays(10)))).containsExactly("completed");
        assertThat(scenario.store().count("due")).isZero();
    }

    @Test
    void a_running_buy_completes_when_its_end_is_reached() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());
        scenario.tick(Duration.ofHours(12));

        assertThat(scenario.tick(Duration.ofDays(10).minusMillis(1))).isEmpty();
        assertThat(statuses(scenario.tick(Duration.ofMillis(1)))).containsExactly("completed");
        assertThat(scenario.tick(Duration.ofDays(100))).isEmpty();
    }

    @Test
    void after_a_long_stop_start_and_end_follow_each_other() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());

        assertThat(statuses(scenario.tick(Duration.ofDays(30)))).containsExactly("active");
        assertThat(statuses(scenario.tick(Duration.ofMillis(250)))).containsExactly("completed");
    }

    @Test
    void a_buy_that_waits_for_creatives_does_not_start() {
        scenario.when("nova", "create_media_buy", createMediaBuy());

        assertThat(scenario.tick(Duration.ofDays(30))).isEmpty();
    }

    @Test
    void a_canceled_buy_neither_starts_nor_ends() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuyWithCreative())
                .response("/media_buy_id");
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'x'}".formatted(buy))
                .then(Outcome.ACCEPTED);

        assertThat(scenario.tick(Duration.ofDays(30))).isEmpty();
        assertThat(scenario.store().count("due")).isZero();
    }

    @Test
    void a_buy_whose_start_passes_while_a_creative_is_not_approved_starts_with_its_approval() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuyWithCreative())
                .response("/media_buy_id");
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'require-human'}}");
        scenario.when(
                        "nova",
                        "sync_creatives",
                        Scenario.syncCreatives(Scenario.creative("c1").replace("a.png", "b.png")))
                .then(Outcome.ACCEPTED);

        assertThat(scenario.tick(Duration.ofHours(13)))
                .as("its creative is under review")
                .isEmpty();
        var reviewed = scenario.when(
                "manager", "review_creative", "{'principal_id': 'nova', 'creative_id': 'c1', 'decision': 'approve'}");
        assertThat(reviewed.events())
                .filteredOn(MediaBuyEvent.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(MediaBuyEvent.CreativesApproved.class, event -> {
                    assertThat(event.mediaBuyId().value()).isEqualTo(buy);
                    assertThat(event.status().wire()).isEqualTo("active");
                });
        assertThat(statuses(scenario.tick(Duration.ofDays(30)))).containsExactly("completed");
    }

    @Test
    void what_waits_about_a_buy_ends_with_it() {
        String buy = scenario.when(
                        "nova",
                        "create_media_buy",
                        createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"))
                .response("/media_buy_id");
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPDATE-0000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'end_time': '2026-12-05T00:00:00Z'}"
                                .formatted(buy))
                .then(Outcome.SUBMITTED);

        assertThat(scenario.tick(Duration.ofDays(30)))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        WorkflowEvent.Canceled.class,
                        canceled -> assertThat(canceled.reason()).isEqualTo("The media buy is completed."));
    }

    @Test
    void what_time_causes_is_the_clock_s_doing() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());
        scenario.tick(Duration.ofDays(1));
        Recorded<Event> started = scenario.log().getLast();

        assertThat(started.envelope().actor()).hasToString("system:clock");
        assertThat(started.envelope().id()).startsWith("clock.mb_");
    }
}
