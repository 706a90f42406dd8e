package org.buyledger.command.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class CreativesTest {

    private static Answered sync(Scenario scenario, String payload) {
        return scenario.when("nova", "sync_creatives", payload);
    }

    private static String key(String payload, String key) {
        return payload.replace("SYNC-000000000000", key);
    }

    private static Answered review(Scenario scenario, String decision) {
        return scenario.when(
                "manager",
                "review_creative",
                "{'principal_id': 'nova', 'creative_id': 'c1', 'decision': %s}".formatted(decision));
    }

    @Test
    void where_creatives_are_approved_as_they_arrive_no_step_is_opened() {
        Answered answered = sync(acme(), syncCreatives(creative("c1")));

        assertThat(answered.response("/creatives/0/action")).isEqualTo("created");
        assertThat(answered.response("/creatives/0/status")).isEqualTo("approved");
        assertThat(answered.events()).hasSize(1);
    }

    @Test
    void where_a_person_reviews_creatives_each_has_its_step() {
        Answered answered = sync(acmeWithReview(), syncCreatives(creative("c1"), creative("c2")));

        assertThat(answered.response("/creatives/1/status")).isEqualTo("pending_review");
        assertThat(answered.events())
                .filteredOn(WorkflowEvent.Opened.class::isInstance)
                .hasSize(2);
    }

    @Test
    void the_same_creative_again_is_unchanged_and_a_changed_one_is_reviewed_anew() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        review(scenario, "'approve'").then(Outcome.ACCEPTED);

        Answered same = sync(scenario, key(syncCreatives(creative("c1")), "SYNC-000000000001"));
        assertThat(same.response("/creatives/0/action")).isEqualTo("unchanged");
        assertThat(same.response("/creatives/0/status")).isEqualTo("approved");
        assertThat(same.events()).isEmpty();

        Answered changed =
                sync(scenario, key(syncCreatives(creative("c1").replace("a.png", "b.png")), "SYNC-000000000002"));
        assertThat(changed.response("/creatives/0/action")).isEqualTo("updated");
        assertThat(changed.response("/creatives/0/status")).isEqualTo("pending_review");
    }

    @Test
    void one_step_waits_for_a_creative_however_often_it_is_changed() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        Answered changed =
                sync(scenario, key(syncCreatives(creative("c1").replace("a.png", "b.png")), "SYNC-000000000002"));

        assertThat(changed.events()).singleElement().isInstanceOf(CreativeEvent.Synced.class);
    }

    @Test
    void a_bad_creative_fails_alone() {
        Answered answered = sync(
                acme(),
                syncCreatives(
                        creative("c1"), creative("c2").replace("'format_id'", "'format_kind': 'image', 'format_id'")));

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.response("/creatives/0/action")).isEqualTo("created");
        assertThat(answered.response("/creatives/1/action")).isEqualTo("failed");
        assertThat(answered.response("/creatives/1/status")).isEqualTo("missing");
        assertThat(answered.response("/creatives/1/errors/0/code")).isEqualTo("INVALID_REQUEST");
        assertThat(answered.response("/creatives/1/errors/0/field")).isEqualTo("/creatives/1/format_id");
    }

    @Test
    void a_sync_has_1_to_100_creatives() {
        sync(acme(), syncCreatives()).refused(ErrorCode.INVALID_REQUEST, "/creatives");
        String many =
                IntStream.rangeClosed(1, 101).mapToObj(i -> creative("c" + i)).collect(Collectors.joining(","));
        sync(acme(), syncCreatives(many)).refused(ErrorCode.INVALID_REQUEST, "/creatives");
        sync(acme(), syncCreatives(creative("c1"), creative("c1")))
                .refused(ErrorCode.VALIDATION_ERROR, "/creatives/1/creative_id");
    }

    @Test
    void creative_ids_limit_what_is_looked_at() {
        Answered answered = sync(
                acme(),
                syncCreatives(creative("c1"), creative("c2"))
                        .replace("'creatives'", "'creative_ids': ['c2'], 'creatives'"));

        assertThat(answered.response("/creatives/0/creative_id")).isEqualTo("c2");
        assertThat(answered.events()).hasSize(1);
    }

    private static String deleteMissing(String payload) {
        return payload.replace("'creatives'", "'delete_missing': true, 'creatives'");
    }

    @Test
    void what_a_full_sync_leaves_out_is_archived_once() {
        Scenario scenario = acme();
        sync(scenario, syncCreatives(creative("c1"), creative("c2"), creative("c3")));
        scenario.when("orbit", "sync_creatives", syncCreatives(creative("o1")));
        Answered full = sync(scenario, key(deleteMissing(syncCreatives(creative("c2"))), "SYNC-000000000001"));

        assertThat(full.response("/creatives"))
                .isEqualTo(
                        "[{\"creative_id\":\"c2\",\"action\":\"unchanged\",\"status\":\"approved\"},"
                                + "{\"creative_id\":\"c1\",\"action\":\"deleted\"},{\"creative_id\":\"c3\",\"action\":\"deleted\"}]");
        assertThat(full.events()).hasSize(2).allMatch(CreativeEvent.Archived.class::isInstance);
        assertThat(sync(scenario, key(deleteMissing(syncCreatives(creative("c2"))), "SYNC-000000000002"))
                        .events())
                .isEmpty();
    }

    @Test
    void a_creative_that_a_package_needs_is_not_archived_until_the_package_is_over() {
        Scenario scenario = acme();
        String buy = scenario.when("nova", "create_media_buy", Scenario.createMediaBuyWithCreative())
                .response("/media_buy_id");
        Answered full = sync(scenario, deleteMissing(syncCreatives(creative("c2"))));

        assertThat(full.response("/creatives/1/creative_id")).isEqualTo("c1");
        assertThat(full.response("/creatives/1/action")).isEqualTo("failed");
        assertThat(full.response("/creatives/1/errors/0/code")).isEqualTo("INVALID_STATE");
        assertThat(full.response("/creatives/1/errors/0/message")).contains(buy);
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'over'}".formatted(buy));
        assertThat(sync(scenario, key(deleteMissing(syncCreatives(creative("c2"))), "SYNC-000000000001"))
                        .response("/creatives/1/action"))
                .isEqualTo("deleted");
    }

    @Test
    void archiving_what_waits_for_review_cancels_its_step() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));

        assertThat(sync(scenario, key(deleteMissing(syncCreatives(creative("c2"))), "SYNC-000000000001"))
                        .events())
                .filteredOn(event -> event instanceof CreativeEvent.Archived || event instanceof WorkflowEvent.Canceled)
                .hasSize(2);
        review(scenario, "'approve'").refused(ErrorCode.INVALID_STATE, "/decision");
    }

    @Test
    void a_full_sync_is_not_limited_to_some_creatives() {
        sync(
                        acme(),
                        deleteMissing(syncCreatives(creative("c1")))
                                .replace("'creatives'", "'creative_ids': ['c1'], 'creatives'"))
                .refused(ErrorCode.INVALID_REQUEST, "/delete_missing");
    }

    @Test
    void a_creative_that_is_archived_in_the_sync_cannot_be_assigned_in_it() {
        Scenario scenario = acme();
        String part =
                scenario.when("nova", "create_media_buy", createMediaBuy()).response("/packages/0/package_id");
        sync(scenario, syncCreatives(creative("c1")));

        sync(
                        scenario,
                        key(deleteMissing(syncCreatives(creative("c2"))), "SYNC-000000000001")
                                .replace(
                                        "'creatives'",
                                        "'assignments': [{'creative_id': 'c1', 'package_id': '%s'}], 'creatives'"
                                                .formatted(part)))
                .refused(ErrorCode.CREATIVE_REJECTED, "/assignments/0/creative_id");
    }

    @Test
    void a_dry_run_answers_as_the_sync_would_and_changes_nothing() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1"), creative("c2")));
        String full = deleteMissing(syncCreatives(creative("c1"), creative("c3")));
        Answered rehearsal =
                sync(scenario, key(full, "SYNC-000000000001").replace("'creatives'", "'dry_run': true, 'creatives'"));

        assertThat(rehearsal.events()).isEmpty();
        assertThat(rehearsal.response("/dry_run")).isEqualTo("true");
        assertThat(rehearsal.response("/creatives/0/action")).isEqualTo("unchanged");
        assertThat(rehearsal.response("/creatives/1/action")).isEqualTo("created");
        assertThat(rehearsal.response("/creatives/2/action")).isEqualTo("deleted");
        assertThat(sync(scenario, key(full, "SYNC-000000000001")).response("/creatives"))
                .as("under the same key, in earnest")
                .isEqualTo(rehearsal.response("/creatives"));
    }

    @Test
    void an_assignment_puts_a_creative_into_a_package_and_moves_the_buy() {
        Scenario scenario = acme();
        Answered buy = scenario.when("nova", "create_media_buy", createMediaBuy());
        String part = buy.response("/packages/0/package_id");
        Answered answered = sync(
                scenario,
                syncCreatives(creative("c1"))
                        .replace(
                                "'creatives'",
                                "'assignments': [{'creative_id': 'c1', 'package_id': '%s', 'weight': 40}], 'creatives'"
                                        .formatted(part)));

        assertThat(answered.response("/creatives/0/assigned_to")).isEqualTo("[\"" + part + "\"]");
        assertThat(answered.events()).last().isInstanceOfSatisfying(MediaBuyEvent.CreativesAssigned.class, event -> {
            assertThat(event.status().wire()).isEqualTo("pending_start");
            assertThat(event.packages()
                            .getFirst()
                            .creativeAssignments()
                            .getFirst()
                            .weight())
                    .isEqualByComparingTo("40");
        });
    }

    @Test
    void a_bad_assignment_fails_the_whole_sync_or_in_lenient_mode_itself() {
        String bad = syncCreatives(creative("c1"))
                .replace(
                        "'creatives'", "'assignments': [{'creative_id': 'c1', 'package_id': 'pkg_none'}], 'creatives'");
        Scenario scenario = acme();

        assertThat(sync(scenario, bad)
                        .refused(ErrorCode.PACKAGE_NOT_FOUND, "/assignments/0/package_id")
                        .message())
                .contains("pkg_none");
        Answered lenient = sync(scenario, bad.replace("'creatives'", "'validation_mode': 'lenient', 'creatives'"));
        assertThat(lenient.response("/creatives/0/action")).isEqualTo("created");
        assertThat(lenient.response("/creatives/0/assignment_errors/pkg_none")).contains("no package");
    }

    @Test
    void another_buyer_s_package_is_as_if_it_were_not_there() {
        Scenario scenario = acme();
        String part =
                scenario.when("orbit", "create_media_buy", createMediaBuy()).response("/packages/0/package_id");
        String assign = syncCreatives(creative("c1"))
                .replace(
                        "'creatives'",
                        "'assignments': [{'creative_id': 'c1', 'package_id': '%s'}], 'creatives'".formatted(part));

        sync(scenario, assign).refused(ErrorCode.PACKAGE_NOT_FOUND, "/assignments/0/package_id");
    }

    @Test
    void the_same_id_of_two_buyers_is_two_creatives() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        scenario.when("orbit", "sync_creatives", syncCreatives(creative("c1")));
        review(scenario, "'approve'").then(Outcome.ACCEPTED);

        assertThat(scenario.when(
                                "manager",
                                "review_creative",
                                "{'principal_id': 'orbit', 'creative_id': 'c1', 'decision': 'reject', 'reason': 'x'}")
                        .response("/revision"))
                .isEqualTo("2");
    }

    @Test
    void approving_moves_every_buy_that_waited_and_closes_the_step_in_one_decision() {
        Scenario scenario = acmeWithReview();
        scenario.given("update_tenant", "{'settings': {'human_review_required': false}}");
        sync(scenario, syncCreatives(creative("c1"), creative("c2")));
        String one = createMediaBuy().replace("'budget'", "'creative_assignments': [{'creative_id': 'c1'}], 'budget'");
        String both = createMediaBuy()
                .replace("KEY-0000000000000", "KEY-0000000000001")
                .replace(
                        "'budget'", "'creative_assignments': [{'creative_id': 'c1'}, {'creative_id': 'c2'}], 'budget'");
        assertThat(scenario.when("nova", "create_media_buy", one).response("/media_buy_status"))
                .isEqualTo("pending_creatives");
        scenario.when("nova", "create_media_buy", both).then(Outcome.ACCEPTED);

        Answered approved = review(scenario, "'approve'");
        assertThat(approved.events())
                .satisfiesExactly(
                        step -> assertThat(step).isInstanceOf(WorkflowEvent.Approved.class),
                        creative -> assertThat(creative).isInstanceOf(CreativeEvent.Approved.class),
                        buy -> assertThat(buy).isInstanceOf(MediaBuyEvent.CreativesApproved.class));
    }

    @Test
    void rejecting_needs_a_reason_and_what_is_rejected_has_to_be_sent_again() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        review(scenario, "'reject'").refused(ErrorCode.VALIDATION_ERROR, "/reason");
        assertThat(review(scenario, "'reject', 'reason': 'too loud'").response("/status"))
                .isEqualTo("rejected");

        review(scenario, "'approve'").refused(ErrorCode.INVALID_STATE, "/decision");
        scenario.when(
                        "nova",
                        "create_media_buy",
                        createMediaBuy()
                                .replace("'budget'", "'creative_assignments': [{'creative_id': 'c1'}], 'budget'"))
                .refused(ErrorCode.CREATIVE_REJECTED, "/packages/0/creative_assignments/0/creative_id");
        Answered again =
                sync(scenario, key(syncCreatives(creative("c1").replace("a.png", "b.png")), "SYNC-000000000002"));
        assertThat(again.response("/creatives/0/status")).isEqualTo("pending_review");
    }

    @Test
    void an_approval_can_be_revoked_but_not_given_twice() {
        Scenario scenario = acme();
        sync(scenario, syncCreatives(creative("c1")));

        review(scenario, "'approve'").refused(ErrorCode.INVALID_STATE, "/decision");
        assertThat(review(scenario, "'reject', 'reason': 'takedown'").response("/status"))
                .isEqualTo(CreativeStatus.REJECTED.wire());
    }

    @Test
    void an_unknown_creative_cannot_be_reviewed() {
        review(acme(), "'approve'").refused(ErrorCode.CREATIVE_NOT_FOUND, "/creative_id");
        review(acme(), "'maybe'").refused(ErrorCode.INVALID_REQUEST, "/decision");
    }

    @Test
    void a_stale_review_is_a_conflict() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        sync(scenario, key(syncCreatives(creative("c1").replace("a.png", "b.png")), "SYNC-000000000002"));

        review(scenario, "'approve', 'revision': 1").refused(ErrorCode.CONFLICT, "/revision");
        review(scenario, "'approve', 'revision': 2").then(Outcome.ACCEPTED);
    }

    @Test
    void when_creatives_are_no_longer_reviewed_a_changed_one_closes_its_step() {
        Scenario scenario = acmeWithReview();
        sync(scenario, syncCreatives(creative("c1")));
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'auto-approve'}}");
        Answered changed =
                sync(scenario, key(syncCreatives(creative("c1").replace("a.png", "b.png")), "SYNC-000000000002"));

        assertThat(changed.events())
                .satisfiesExactly(
                        synced -> assertThat(((CreativeEvent.Synced) synced).status())
                                .isEqualTo(CreativeStatus.APPROVED),
                        closed -> assertThat(closed).isInstanceOf(WorkflowEvent.Canceled.class));
    }
}
