package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import java.time.Duration;
import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.junit.jupiter.api.Test;

/** Until when creatives may be sent and changed. The buys start in twelve hours, and six hours before are the deadline. */
class CreativeDeadlineTest {
    private static final String DEADLINE = "2026-11-23T18:00:00Z";

    private final Scenario scenario = acme();
    private int keys;

    CreativeDeadlineTest() {
        scenario.given("update_tenant", "{'settings': {'creative_lead_hours': 6}}");
    }

    private static String product(String id, int hours) {
        return "{'product_id': '%s', 'name': 'Home', 'delivery_type': 'non_guaranteed', 'creative_lead_hours': %d}"
                .formatted(id, hours);
    }

    private Answered create(String payload) {
        return scenario.when("nova", "create_media_buy", payload.replace("KEY-0", "KEY-" + ++keys));
    }

    private Answered update(Answered buy, String change) {
        return scenario.when(
                "nova",
                "update_media_buy",
                "{'idempotency_key': 'UPDATE-000000000%d', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', %s}"
                        .formatted(++keys, buy.response("/media_buy_id"), change));
    }

    private Answered updatePackage(Answered buy, String change) {
        return update(buy, "'packages': [{'package_id': '%s', %s}]".formatted(part(buy), change));
    }

    private Answered sync(String creatives, String more) {
        return scenario.when(
                "nova",
                "sync_creatives",
                syncCreatives(creatives)
                        .replace("SYNC-0", "SYNC-" + ++keys)
                        .replace("'creatives'", more + "'creatives'"));
    }

    private static String assigned(String creative, Answered buy) {
        return "'assignments': [{'creative_id': '%s', 'package_id': '%s'}], ".formatted(creative, part(buy));
    }

    private static String part(Answered buy) {
        return buy.response("/packages/0/package_id");
    }

    private Answered decide(Answered submitted) {
        return scenario.when(
                "manager", "approve_workflow_step", "{'step_id': '%s'}".formatted(submitted.response("/task_id")));
    }

    private void reject(String creative) {
        scenario.when(
                        "manager",
                        "review_creative",
                        "{'principal_id': 'nova', 'creative_id': '%s', 'decision': 'reject', 'reason': 'Too loud.'}"
                                .formatted(creative))
                .then(Outcome.ACCEPTED);
    }

    private Answered extend(Answered buy, String more) {
        return scenario.when(
                "manager",
                "extend_creative_deadline",
                "{'media_buy_id': '%s', %s}".formatted(buy.response("/media_buy_id"), more));
    }

    private void afterTheDeadline() {
        scenario.tick(Duration.ofHours(6).plusMillis(1));
    }

    @Test
    void a_package_has_the_deadline_of_its_product_or_else_of_its_tenant_and_a_buy_the_earliest() {
        scenario.given("put_product", product("video", 8));
        Answered buy = create(createMediaBuy()
                .replace(
                        "'packages': [",
                        "'packages': [{'product_id': 'video', 'pricing_option_id': 'auction', 'budget': 600,"
                                + "'bid_price': 21, 'start_time': '2026-11-25T00:00:00Z'}, "));

        assertThat(buy.response("/packages/0/creative_deadline")).isEqualTo("2026-11-24T16:00:00Z");
        assertThat(buy.response("/packages/1/creative_deadline")).isEqualTo(DEADLINE);
        assertThat(buy.response("/creative_deadline")).isEqualTo(DEADLINE);
    }

    @Test
    void a_product_of_0_hours_has_no_deadline_and_then_its_buys_have_none_that_would_hold_for_it() {
        scenario.given("put_product", product("video", 0));
        Answered buy = create(createMediaBuy()
                .replace(
                        "'packages': [",
                        "'packages': [{'product_id': 'video', 'pricing_option_id': 'auction', 'budget': 600,"
                                + "'bid_price': 21}, "));

        assertThat(buy.response("/packages/0/creative_deadline")).isEqualTo("missing");
        assertThat(buy.response("/packages/1/creative_deadline")).isEqualTo(DEADLINE);
        assertThat(buy.response("/creative_deadline")).isEqualTo("missing");
    }

    @Test
    void where_nobody_says_how_many_hours_there_is_no_deadline() {
        scenario.given("update_tenant", "{'settings': {'creative_lead_hours': 0}}");
        Answered buy = create(createMediaBuy());
        assertThat(buy.response("/creative_deadline")).isEqualTo("missing");
        assertThat(buy.response("/packages/0/creative_deadline")).isEqualTo("missing");

        scenario.tick(Duration.ofDays(2));
        assertThat(sync(creative("c1"), assigned("c1", buy)).response("/creatives/0/assigned_to/0"))
                .isEqualTo(part(buy));
    }

    @Test
    void hours_are_up_to_a_year() {
        for (int hours : List.of(-1, 8761)) {
            scenario.when("admin", "update_tenant", "{'settings': {'creative_lead_hours': %d}}".formatted(hours))
                    .refused(ErrorCode.VALIDATION_ERROR, "/settings/creative_lead_hours");
            scenario.when("admin", "put_product", product("home", hours))
                    .refused(ErrorCode.VALIDATION_ERROR, "/creative_lead_hours");
        }
        scenario.given("put_product", product("home", 8760));
    }

    @Test
    void hours_that_change_later_move_no_deadline() {
        Answered buy = create(createMediaBuy());
        scenario.given("put_product", product("home", 11));
        scenario.given("update_tenant", "{'settings': {'creative_lead_hours': 12}}");
        scenario.restarted().tick(Duration.ofHours(6));

        sync(creative("c1"), assigned("c1", buy)).then(Outcome.ACCEPTED);
        scenario.tick(Duration.ofMillis(1));
        sync(creative("c2"), assigned("c2", buy))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/assignments/0/package_id");
    }

    @Test
    void after_its_deadline_nothing_is_assigned_to_a_package_by_a_sync() {
        Answered buy = create(createMediaBuyWithCreative());
        afterTheDeadline();

        Failure failure = sync(creative("c2"), assigned("c2", buy))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/assignments/0/package_id");
        assertThat(failure.message()).contains(part(buy), DEADLINE);
        assertThat(failure.suggestion()).contains("ask the publisher for more time");
        assertThat(sync(creative("c2"), "'validation_mode': 'lenient', " + assigned("c2", buy))
                        .response("/creatives/0/assignment_errors/" + part(buy)))
                .isEqualTo(failure.message());
        assertThat(sync(creative("c1"), assigned("c1", buy)).response("/creatives/0/assigned_to/0"))
                .as("what is so already")
                .isEqualTo(part(buy));
    }

    @Test
    void after_its_deadline_an_update_changes_no_creatives_of_a_package() {
        Answered buy = create(createMediaBuyWithCreative());
        sync(creative("c2"), "");
        afterTheDeadline();

        for (String set : List.of("", "{'creative_id': 'c2'}", "{'creative_id': 'c1'}, {'creative_id': 'c2'}")) {
            updatePackage(buy, "'creative_assignments': [%s]".formatted(set))
                    .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creative_assignments");
        }
        updatePackage(buy, "'creatives': [%s]".formatted(creative("c3")))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creatives");
        updatePackage(buy, "'creatives': [%s]".formatted(creative("c1").replace("Banner", "Another")))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creatives/0/creative_id");
        updatePackage(buy, "'creative_assignments': [{'creative_id': 'c1'}]").then(Outcome.ACCEPTED);
        scenario.tick(Duration.ofHours(7));
        updatePackage(buy, "'budget': 6000").then(Outcome.ACCEPTED);
        updatePackage(buy, "'canceled': true, 'creatives': [%s]".formatted(creative("c3")))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void after_its_deadline_a_creative_in_a_package_is_not_replaced() {
        create(createMediaBuyWithCreative());
        sync(creative("c2"), "");
        afterTheDeadline();
        String replaced = creative("c1").replace("Banner", "Another");

        Answered synced = sync(replaced + "," + creative("c2").replace("Banner", "Another"), "");
        assertThat(synced.response("/creatives/0/action")).isEqualTo("failed");
        assertThat(synced.response("/creatives/0/errors/0/code")).isEqualTo("CREATIVE_DEADLINE_EXCEEDED");
        assertThat(synced.response("/creatives/0/errors/0/field")).isEqualTo("/creatives/0/creative_id");
        assertThat(synced.response("/creatives/1/action"))
                .as("it serves nowhere")
                .isEqualTo("updated");
        assertThat(sync(creative("c1"), "").response("/creatives/0/action")).isEqualTo("unchanged");
        create(createMediaBuyWithCreative().replace(creative("c1"), replaced).replace("2026-11-24T", "2026-11-26T"))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creatives/0/creative_id");
    }

    @Test
    void a_creative_that_the_publisher_rejected_is_sent_again_whenever_that_was() {
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'require-human'}}");
        create(createMediaBuyWithCreative());
        afterTheDeadline();
        reject("c1");

        Answered again = sync(creative("c1").replace("Banner", "Another"), "");
        assertThat(again.response("/creatives/0/action")).isEqualTo("updated");
        assertThat(sync(creative("c1").replace("Banner", "A third"), "").response("/creatives/0/action"))
                .as("before it is rejected again")
                .isEqualTo("failed");
    }

    @Test
    void what_is_booked_after_its_deadline_brings_its_creatives_and_keeps_them() {
        scenario.given("update_tenant", "{'settings': {'creative_lead_hours': 24}}");
        Failure failure =
                create(createMediaBuy()).refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creatives");
        assertThat(failure.message()).contains("24 hour(s)", "2026-11-24T00:00:00Z");

        Answered buy = create(createMediaBuyWithCreative());
        assertThat(buy.response("/media_buy_status")).isEqualTo("pending_start");
        assertThat(buy.response("/packages/0/creative_deadline")).isEqualTo("2026-11-23T00:00:00Z");
        sync(creative("c2"), assigned("c2", buy))
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/assignments/0/package_id");
        create(createMediaBuyWithCreative()
                        .replace("c1", "c9")
                        .replace("'start_time': '2026-11-24T00:00:00Z'", "'start_time': 'asap'"))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void a_package_that_is_added_after_its_deadline_brings_its_creatives_too() {
        Answered buy = create(createMediaBuyWithCreative());
        scenario.given("put_product", product("video", 6));
        scenario.tick(Duration.ofDays(1));
        String added =
                "'new_packages': [{'product_id': 'video', 'pricing_option_id': 'auction', 'budget': 600, 'bid_price': 21%s}]";

        update(buy, added.formatted("")).refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/new_packages/0/creatives");
        Answered updated =
                update(buy, added.formatted(", 'creatives': [" + creative("c5").replace("banner", "spot") + "]"));
        assertThat(updated.response("/affected_packages/0/creative_deadline")).isEqualTo(DEADLINE);
    }

    @Test
    void a_new_start_of_a_package_is_a_new_deadline() {
        Answered buy = create(createMediaBuyWithCreative());
        scenario.tick(Duration.ofDays(1));
        Answered moved = updatePackage(buy, "'start_time': '2026-11-27T00:00:00Z'");

        assertThat(moved.response("/affected_packages/0/creative_deadline")).isEqualTo("2026-11-26T18:00:00Z");
        assertThat(((MediaBuyEvent.Updated) moved.events().getLast()).creativeDeadline())
                .isEqualTo("2026-11-26T18:00:00Z");
        sync(creative("c2"), assigned("c2", buy)).then(Outcome.ACCEPTED);
        assertThat(updatePackage(buy, "'end_time': '2026-12-03T00:00:00Z'")
                        .response("/affected_packages/0/creative_deadline"))
                .isEqualTo("2026-11-26T18:00:00Z");
        updatePackage(buy, "'start_time': '2026-11-25T00:00:00Z', 'creative_assignments': []")
                .then(Outcome.ACCEPTED);
        updatePackage(buy, "'start_time': '2026-11-24T13:00:00Z'")
                .refused(ErrorCode.CREATIVE_DEADLINE_EXCEEDED, "/packages/0/creatives");
    }

    @Test
    void an_approval_after_the_deadline_lifts_it_for_packages_that_are_without_creatives() {
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        Answered without = create(createMediaBuy());
        Answered with = create(createMediaBuyWithCreative());
        afterTheDeadline();

        MediaBuyEvent.Approved lifted =
                (MediaBuyEvent.Approved) decide(without).events().getLast();
        assertThat(lifted.creativeDeadline()).isNull();
        assertThat(lifted.packages())
                .singleElement()
                .satisfies(part -> assertThat(part.creativeDeadline()).isNull());
        String part = lifted.packages().getFirst().packageId().value();
        Answered synced =
                sync(creative("c2"), "'assignments': [{'creative_id': 'c2', 'package_id': '%s'}], ".formatted(part));
        assertThat(synced.events()).last().isInstanceOfSatisfying(MediaBuyEvent.CreativesAssigned.class, event -> {
            assertThat(event.packages())
                    .extracting(MediaPackage::creativeDeadline)
                    .containsOnlyNulls();
            assertThat(event.status().wire()).isEqualTo("pending_start");
        });

        MediaBuyEvent.Approved kept =
                (MediaBuyEvent.Approved) decide(with).events().getLast();
        assertThat(kept.packages()).isEmpty();
        assertThat(kept.creativeDeadline()).isEqualTo(DEADLINE);
    }

    @Test
    void a_change_that_was_asked_for_in_time_is_not_late_because_the_publisher_is() {
        Answered buy = create(createMediaBuyWithCreative());
        scenario.tick(Duration.ofDays(1));
        updatePackage(buy, "'start_time': '2026-11-25T00:00:00Z'").then(Outcome.ACCEPTED);
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        Answered asked = updatePackage(
                buy,
                "'budget': 6000, 'creatives': [%s]".formatted(creative("c1").replace("Banner", "Another")));
        asked.then(Outcome.SUBMITTED);
        afterTheDeadline();

        assertThat(decide(asked).events()).last().isInstanceOf(MediaBuyEvent.Updated.class);
    }

    @Test
    void the_publisher_gives_more_time() {
        Answered buy = create(createMediaBuy());
        afterTheDeadline();
        Answered extended = extend(buy, "'creative_deadline': '2026-11-24T06:00:00Z'");

        assertThat(extended.events())
                .singleElement()
                .isInstanceOfSatisfying(MediaBuyEvent.CreativeDeadlineExtended.class, event -> {
                    assertThat(event.creativeDeadline()).isEqualTo("2026-11-24T06:00:00Z");
                    assertThat(event.packages())
                            .singleElement()
                            .satisfies(
                                    part -> assertThat(part.creativeDeadline()).isEqualTo("2026-11-24T06:00:00Z"));
                });
        Answered synced = scenario.restarted()
                .when(
                        "nova",
                        "sync_creatives",
                        syncCreatives(creative("c1")).replace("'creatives'", assigned("c1", buy) + "'creatives'"));
        assertThat(synced.events())
                .last()
                .isInstanceOfSatisfying(
                        MediaBuyEvent.CreativesAssigned.class,
                        event -> assertThat(event.status().wire()).isEqualTo("pending_start"));
    }

    @Test
    void a_deadline_is_extended_and_never_shortened() {
        Answered buy = create(createMediaBuy());
        String later = "'creative_deadline': '2026-11-24T06:00:00Z'";

        extend(buy, "'creative_deadline': '2026-11-23T12:00:00Z'")
                .refused(ErrorCode.VALIDATION_ERROR, "/creative_deadline");
        extend(buy, "'creative_deadline': '%s'".formatted(DEADLINE))
                .refused(ErrorCode.VALIDATION_ERROR, "/creative_deadline");
        extend(buy, later + ", 'package_id': 'pkg_0000000000000000'")
                .refused(ErrorCode.PACKAGE_NOT_FOUND, "/package_id");
        extend(buy, later + ", 'revision': 7").refused(ErrorCode.CONFLICT, "/revision");
        scenario.when(
                        "manager",
                        "extend_creative_deadline",
                        "{'media_buy_id': 'mb_0000000000000000', %s}".formatted(later))
                .refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
        extend(buy, later + ", 'package_id': '%s', 'revision': 1".formatted(part(buy)))
                .then(Outcome.ACCEPTED);
        extend(buy, later).refused(ErrorCode.VALIDATION_ERROR, "/creative_deadline");
        update(buy, "'canceled': true").then(Outcome.ACCEPTED);
        extend(buy, "'creative_deadline': '2026-11-25T06:00:00Z'").refused(ErrorCode.INVALID_STATE, "/media_buy_id");
    }

    @Test
    void a_canceled_package_gets_no_more_time_and_is_no_more_the_earliest() {
        scenario.given("put_product", product("video", 8));
        Answered buy = create(
                createMediaBuyWithCreative()
                        .replace(
                                "}]}]}",
                                "}]}, {'product_id': 'video', 'pricing_option_id': 'auction', 'budget': 600, 'bid_price': 21,"
                                        + "'start_time': '2026-11-26T00:00:00Z', 'creative_assignments': [{'creative_id': 'c1'}]}]}"));
        buy.then(Outcome.ACCEPTED);
        scenario.tick(Duration.ofDays(1));
        Answered canceled = updatePackage(buy, "'canceled': true");

        assertThat(((MediaBuyEvent.Updated) canceled.events().getLast()).creativeDeadline())
                .isEqualTo("2026-11-25T16:00:00Z");
        String later = "'creative_deadline': '2026-11-25T18:00:00Z'";
        extend(buy, later + ", 'package_id': '%s'".formatted(part(buy)))
                .refused(ErrorCode.INVALID_STATE, "/package_id");
        assertThat(extend(buy, later).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        MediaBuyEvent.CreativeDeadlineExtended.class,
                        event -> assertThat(event.packages()).hasSize(1));
    }

    @Test
    void a_dry_run_says_what_the_deadline_would_be() {
        Scenario reviewed = acmeWithReview();
        reviewed.given("put_product", product("home", 3));
        assertThat(reviewed.when(
                                "nova",
                                "create_media_buy",
                                createMediaBuy().replace("'brand'", "'dry_run': true, 'brand'"))
                        .response("/creative_deadline"))
                .isEqualTo("2026-11-23T21:00:00Z");
    }
}
