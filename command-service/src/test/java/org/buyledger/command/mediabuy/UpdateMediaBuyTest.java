package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;
import static org.buyledger.command.Scenario.creative;

import java.time.Duration;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateMediaBuyTest {
    private final Scenario scenario = acme();
    private String buy = "";
    private String part = "";
    private int updates;

    private UpdateMediaBuyTest created(String request) {
        Answered answered = scenario.when("nova", "create_media_buy", request).then(Outcome.ACCEPTED);
        buy = answered.response("/media_buy_id");
        part = answered.response("/packages/0/package_id");
        return this;
    }

    private UpdateMediaBuyTest active() {
        return created(createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
    }

    private Answered update(String fields) {
        return update("nova", fields);
    }

    private Answered update(String token, String fields) {
        return scenario.when(
                token,
                "update_media_buy",
                "{'idempotency_key': 'UPDATE-00000000%02d', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', %s}"
                        .formatted(++updates, buy, fields));
    }

    private String packages(String fields) {
        return "'packages': [{'package_id': '%s', %s}]".formatted(part, fields);
    }

    @Test
    void a_budget_is_changed_and_the_answer_shows_the_whole_package() {
        Answered answered = active().update(packages("'budget': 6000"));

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.response("/revision")).isEqualTo("2");
        assertThat(answered.response("/total_budget")).isEqualTo("6000");
        assertThat(answered.response("/affected_packages/0/budget")).isEqualTo("6000");
        assertThat(answered.response("/affected_packages/0/product_id")).isEqualTo("home");
        assertThat(answered.response("/implementation_date")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(((MediaBuyEvent.Updated) answered.events().getFirst()).actions())
                .containsExactly("updated_budget");
    }

    @Test
    void a_stale_revision_is_a_conflict_and_changes_nothing() {
        active().update(packages("'budget': 6000, 'pacing': 'even'") + ", 'revision': 1")
                .then(Outcome.ACCEPTED);
        var failure = update(packages("'budget': 7000") + ", 'revision': 1").refused(ErrorCode.CONFLICT, "/revision");

        assertThat(failure.details()).hasToString("{current_revision=2}");
        update(packages("'budget': 7000") + ", 'revision': 2").then(Outcome.ACCEPTED);
    }

    @Test
    void pausing_and_resuming_follow_the_buy() {
        assertThat(active().update("'paused': true").response("/media_buy_status"))
                .isEqualTo("paused");
        Answered resumed = update("'paused': false");
        assertThat(resumed.response("/media_buy_status")).isEqualTo("active");
        assertThat(((MediaBuyEvent.Updated) resumed.events().getFirst()).actions())
                .containsExactly("resumed");
    }

    @Test
    void a_hold_on_a_waiting_buy_is_kept_until_it_shows() {
        Answered held = created(createMediaBuyWithCreative()).update("'paused': true");
        assertThat(held.response("/media_buy_status")).isEqualTo("pending_start");
        assertThat(held.response("/valid_actions")).contains("resume");

        assertThat(scenario.tick(Duration.ofHours(13)))
                .singleElement()
                .satisfies(started -> assertThat(
                                ((MediaBuyEvent.Started) started).status().wire())
                        .isEqualTo("paused"));
    }

    @Test
    void canceling_wins_over_everything_else_and_is_final() {
        Answered canceled =
                active().update("'canceled': true, 'cancellation_reason': 'budget cut', " + packages("'budget': -5"));

        assertThat(canceled.response("/media_buy_status")).isEqualTo("canceled");
        assertThat(((MediaBuyEvent.Canceled) canceled.events().getFirst())
                        .cancellation()
                        .reason())
                .isEqualTo("budget cut");
        update("'canceled': true").refused(ErrorCode.NOT_CANCELLABLE, "/media_buy_id");
        update("'paused': true").refused(ErrorCode.INVALID_STATE, "/media_buy_id");
    }

    @Test
    void a_waiting_buy_takes_no_new_budget_but_new_creatives() {
        created(createMediaBuy()).update(packages("'budget': 6000")).refused(ErrorCode.INVALID_STATE, "/media_buy_id");
        Answered answered = update(packages("'creatives': [" + Scenario.creative("c9") + "]"));

        assertThat(answered.response("/media_buy_status")).isEqualTo("pending_start");
    }

    @Test
    void a_package_that_is_canceled_is_held_to_what_numbers_are() {
        active().update(packages("'canceled': true, 'budget': -5"))
                .refused(ErrorCode.INVALID_REQUEST, "/packages/0/budget");
        update(packages("'impressions': -1")).refused(ErrorCode.INVALID_REQUEST, "/packages/0/impressions");
        update(packages("'canceled': true")).then(Outcome.ACCEPTED);
    }

    @Test
    void a_package_that_is_canceled_takes_no_creatives() {
        Answered canceled = active().update(packages("'canceled': true, 'creatives': [" + Scenario.creative("c9")
                + "], 'creative_assignments': [{'creative_id': 'nowhere'}]"));

        canceled.then(Outcome.ACCEPTED);
        assertThat(canceled.events())
                .singleElement()
                .satisfies(event -> assertThat(((MediaBuyEvent.Updated) event)
                                .packages()
                                .getFirst()
                                .creativeAssignments())
                        .extracting(assignment -> assignment.creativeId().value())
                        .doesNotContain("nowhere", "c9"));
    }

    @Test
    void assignments_replace_the_package_s_whole_set() {
        active();
        scenario.when("nova", "sync_creatives", Scenario.syncCreatives(Scenario.creative("c2")))
                .then(Outcome.ACCEPTED);
        Answered replaced = update(packages("'creative_assignments': [{'creative_id': 'c2'}]"));

        assertThat(replaced.response("/affected_packages/0/creative_assignments"))
                .contains("c2")
                .doesNotContain("c1");
        assertThat(update(packages("'creative_assignments': []")).response("/affected_packages/0/creative_assignments"))
                .isEqualTo("[]");
    }

    @Test
    void new_dates_alone_are_held_against_the_daily_cap_too() {
        active().update("'end_time': '2026-11-28T00:00:00Z'").then(Outcome.ACCEPTED);
        // 5,000 over four and a half days was 1,000 a day; over four it is 1,250
        update("'end_time': '2026-11-27T00:00:00Z'").refused(ErrorCode.BUDGET_EXCEEDED, "/end_time");
    }

    @Test
    void a_start_that_is_past_cannot_move() {
        active().update("'start_time': '2026-11-25T00:00:00Z'").refused(ErrorCode.INVALID_STATE, "/start_time");
    }

    @Test
    void an_end_in_the_past_is_refused() {
        active();
        scenario.tick(Duration.ofDays(1));
        update("'end_time': '2026-11-24T00:00:00Z'").refused(ErrorCode.INVALID_REQUEST, "/end_time");
    }

    @Test
    void a_package_can_be_added() {
        Answered answered = active().update(
                        "'new_packages': [{'product_id': 'video', 'pricing_option_id': 'auction', 'budget': 600, 'bid_price': 25}]");

        assertThat(answered.response("/total_budget")).isEqualTo("5600");
        assertThat(answered.response("/affected_packages/0/product_id")).isEqualTo("video");
        assertThat(answered.response("/media_buy_status"))
                .as("it does not go back to waiting")
                .isEqualTo("active");
    }

    @Test
    void a_package_in_another_currency_cannot_be_added() {
        active().update("'new_packages': [{'product_id': 'home', 'pricing_option_id': 'cpm_eur', 'budget': 600}]")
                .refused(ErrorCode.UNSUPPORTED_FEATURE, "/packages/1/pricing_option_id");
    }

    @Test
    void canceling_a_package_is_final_and_leaves_the_buy() {
        Answered canceled = active().update(packages("'canceled': true, 'cancellation_reason': 'weak'"));

        assertThat(canceled.response("/affected_packages/0/cancellation/reason"))
                .isEqualTo("weak");
        assertThat(canceled.response("/media_buy_status")).isEqualTo("active");
        update(packages("'budget': 6000")).refused(ErrorCode.INVALID_STATE, "/packages/0/package_id");
    }

    @Test
    void another_buyer_s_buy_is_as_if_it_were_not_there() {
        var foreign =
                active().update("orbit", "'paused': true").refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
        String known = buy;
        buy = "mb_0000000000000000";
        var absent = update("orbit", "'paused': true").refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");

        assertThat(foreign.message().replace(known, ""))
                .isEqualTo(absent.message().replace(buy, ""));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'canceled': false                             | INVALID_REQUEST     | /canceled
            'packages': [{'package_id': 'pkg_none'}]      | PACKAGE_NOT_FOUND   | /packages/0/package_id
            'packages': [PART 'product_id': 'video'}]     | INVALID_REQUEST     | /packages/0/product_id
            'packages': [PART 'canceled': false}]         | INVALID_REQUEST     | /packages/0/canceled
            'packages': [PART 'budget': 1}]               | BUDGET_TOO_LOW      | /packages/0/budget
            'packages': [PART 'keyword_targets_add': []}] | UNSUPPORTED_FEATURE | /packages/0/keyword_targets_add
            'packages': [PART 'paused': true}, PART 'paused': false}] | VALIDATION_ERROR | /packages/1/package_id
            'revision': 'one'                             | INVALID_REQUEST     | /revision
            """)
    void a_wrong_update_is_refused_with_code_and_field(String fields, ErrorCode code, String field) {
        active();
        update(fields.replace("PART", "{'package_id': '" + part + "',")).refused(code, field);
    }

    @Test
    void an_update_that_changes_nothing_is_refused() {
        active();
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPDATE-0000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s'}"
                                .formatted(buy))
                .refused(ErrorCode.INVALID_REQUEST, null);
    }

    @Test
    void where_the_publisher_reviews_buys_a_change_waits_and_the_buy_stays_as_it_is() {
        active();
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        Answered answered = update(packages("'budget': 6000"));

        answered.then(Outcome.SUBMITTED);
        assertThat(answered.events()).singleElement().isInstanceOf(WorkflowEvent.Opened.class);
        assertThat(update("'paused': true").response("/revision"))
                .as("a pause does not wait, and is the buy's second event")
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'paused': true", "'packages': [{'package_id': 'PART', 'creatives': [CREATIVE]}]"})
    void what_a_buyer_changes_in_a_buy_that_waits_for_approval_does_not_approve_it(String fields) {
        Scenario reviewed = acmeWithReview();
        reviewed.when("nova", "create_media_buy", createMediaBuy()).then(Outcome.SUBMITTED);
        MediaBuyEvent.Created created = reviewed.log().stream()
                .map(Recorded::event)
                .filter(MediaBuyEvent.Created.class::isInstance)
                .map(MediaBuyEvent.Created.class::cast)
                .findFirst()
                .orElseThrow();

        Answered answered = reviewed.when(
                "nova",
                "update_media_buy",
                "{'idempotency_key': 'UPDATE-0000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', %s}"
                        .formatted(created.mediaBuyId(), fields)
                        .replace(
                                "PART",
                                created.packages().getFirst().packageId().value())
                        .replace("CREATIVE", creative("c1")));

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.events().getLast())
                .isInstanceOfSatisfying(
                        MediaBuyEvent.Updated.class,
                        updated -> assertThat(updated.status()).isEqualTo(MediaBuyStatus.PENDING_APPROVAL));
    }

    @Test
    void a_dry_run_changes_nothing() {
        Answered answered = active().update(packages("'budget': 6000") + ", 'dry_run': true");

        assertThat(answered.events()).isEmpty();
        assertThat(answered.response("/total_budget")).isEqualTo("6000");
        assertThat(update(packages("'budget': 7000")).response("/revision")).isEqualTo("2");
    }

    @Test
    void the_publisher_cancels_with_a_reason() {
        active();
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': ' '}".formatted(buy))
                .refused(ErrorCode.VALIDATION_ERROR, "/reason");
        scenario.when("viewer", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'x'}".formatted(buy))
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("nova", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'x'}".formatted(buy))
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
        Answered canceled = scenario.when(
                "manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'fraud'}".formatted(buy));

        assertThat(canceled.response("/status")).isEqualTo("canceled");
    }
}
