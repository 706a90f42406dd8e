package org.buyledger.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private final Scenario scenario = acmeWithReview();

    private String submitted(String command, String payload) {
        return scenario.when("nova", command, payload).then(Outcome.SUBMITTED).response("/task_id");
    }

    private Answered approve(String step) {
        return scenario.when("manager", "approve_workflow_step", "{'step_id': '%s'}".formatted(step));
    }

    private Answered reject(String step) {
        return scenario.when(
                "manager", "reject_workflow_step", "{'step_id': '%s', 'reason': 'not now'}".formatted(step));
    }

    private static String statusOf(List<Event> events) {
        return events.stream()
                .filter(MediaBuyEvent.class::isInstance)
                .map(event -> ((MediaBuyEvent) event).status().wire())
                .reduce("none", (first, last) -> last);
    }

    @Test
    void approving_a_new_buy_confirms_it_in_the_same_decision() {
        Answered approved = approve(submitted("create_media_buy", createMediaBuy()));

        assertThat(approved.events())
                .satisfiesExactly(
                        step -> assertThat(step).isInstanceOf(WorkflowEvent.Approved.class),
                        buy -> assertThat(((MediaBuyEvent.Approved) buy).confirmedAt())
                                .isEqualTo(Scenario.NOW));
        assertThat(statusOf(approved.events())).isEqualTo("pending_creatives");
    }

    @Test
    void rejecting_a_new_buy_rejects_it_and_says_why() {
        Answered rejected = reject(submitted("create_media_buy", createMediaBuy()));

        assertThat(rejected.events())
                .satisfiesExactly(
                        step -> assertThat(step).isInstanceOf(WorkflowEvent.Rejected.class),
                        buy -> assertThat(((MediaBuyEvent.Rejected) buy).reason())
                                .isEqualTo("not now"));
        assertThat(statusOf(rejected.events())).isEqualTo("rejected");
    }

    @Test
    void a_step_is_decided_once() {
        String step = submitted("create_media_buy", createMediaBuy());
        approve(step).then(Outcome.ACCEPTED);

        approve(step).refused(ErrorCode.INVALID_STATE, "/step_id");
        reject(step).refused(ErrorCode.INVALID_STATE, "/step_id");
    }

    @Test
    void a_buyer_cannot_decide_its_own_step_nor_can_a_viewer() {
        String step = submitted("create_media_buy", createMediaBuy());
        String payload = "{'step_id': '%s'}".formatted(step);

        scenario.when("nova", "approve_workflow_step", payload).refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("viewer", "approve_workflow_step", payload).refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("admin", "approve_workflow_step", payload).then(Outcome.ACCEPTED);
    }

    @Test
    void an_unknown_step_and_a_missing_reason_are_refused() {
        approve("step_0000000000000000").refused(ErrorCode.REFERENCE_NOT_FOUND, "/step_id");
        String step = submitted("create_media_buy", createMediaBuy());
        scenario.when("manager", "reject_workflow_step", "{'step_id': '%s', 'reason': ''}".formatted(step))
                .refused(ErrorCode.VALIDATION_ERROR, "/reason");
        scenario.when("manager", "reject_workflow_step", "{'step_id': '%s'}".formatted(step))
                .refused(ErrorCode.INVALID_REQUEST, "/reason");
        scenario.when("manager", "approve_workflow_step", "{'step_id': '%s', 'revision': 7}".formatted(step))
                .refused(ErrorCode.CONFLICT, "/revision");
    }

    @Test
    void approving_a_creative_s_step_approves_the_creative_and_moves_the_buys() {
        String buyStep = submitted("create_media_buy", createMediaBuyWithCreative());
        approve(buyStep).then(Outcome.ACCEPTED);
        WorkflowEvent.Opened review = scenario.log().stream()
                .map(e -> e.event())
                .filter(WorkflowEvent.Opened.class::isInstance)
                .map(WorkflowEvent.Opened.class::cast)
                .filter(opened -> opened.object().startsWith("creative/"))
                .findFirst()
                .orElseThrow();
        Answered approved = approve(review.stepId().value());

        assertThat(approved.events()).hasAtLeastOneElementOfType(CreativeEvent.Approved.class);
        assertThat(statusOf(approved.events())).isEqualTo("pending_start");
    }

    @Test
    void canceling_a_buy_that_waits_for_approval_cancels_its_step() {
        String step = submitted("create_media_buy", createMediaBuy());
        String buy = scenario.log().stream()
                .map(e -> e.event())
                .filter(MediaBuyEvent.class::isInstance)
                .map(event -> ((MediaBuyEvent) event).mediaBuyId().value())
                .findFirst()
                .orElseThrow();
        Answered canceled = scenario.when(
                "nova",
                "update_media_buy",
                "{'idempotency_key': 'UPDATE-0000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'canceled': true}"
                        .formatted(buy));

        assertThat(canceled.events())
                .satisfiesExactly(
                        event -> assertThat(event).isInstanceOf(MediaBuyEvent.Canceled.class),
                        event -> assertThat(event).isInstanceOf(WorkflowEvent.Canceled.class));
        approve(step).refused(ErrorCode.INVALID_STATE, "/step_id");
    }

    /** An active buy of a publisher that reviews changes, and a change of its budget that waits. */
    private String waitingChange(String budget) {
        scenario.given(
                "update_tenant", "{'settings': {'human_review_required': false, 'approval_mode': 'auto-approve'}}");
        Answered created = scenario.when(
                "nova", "create_media_buy", createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        buy = created.response("/media_buy_id");
        return submitted(
                "update_media_buy",
                "{'idempotency_key': 'UPDATE-0000000001', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'packages': [{'package_id': '%s', 'budget': %s}]}"
                        .formatted(buy, created.response("/packages/0/package_id"), budget));
    }

    private String buy = "";

    @Test
    void approving_a_change_applies_it() {
        Answered approved = approve(waitingChange("6000"));

        assertThat(approved.events())
                .last()
                .isInstanceOfSatisfying(
                        MediaBuyEvent.Updated.class,
                        updated -> assertThat(updated.budget()).isEqualByComparingTo("6000"));
        assertThat(approved.response("/status")).isEqualTo("approved");
    }

    @Test
    void rejecting_a_change_leaves_the_buy_as_it_is() {
        assertThat(reject(waitingChange("6000")).events()).singleElement().isInstanceOf(WorkflowEvent.Rejected.class);
    }

    @Test
    void a_change_of_a_buy_that_has_moved_on_fails_with_conflict_when_it_is_approved() {
        String step = waitingChange("6000");
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPDATE-0000000002', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'paused': true}"
                                .formatted(buy))
                .then(Outcome.ACCEPTED);
        Answered approved = approve(step);

        assertThat(approved.response("/status")).isEqualTo("failed");
        assertThat(approved.response("/error/code")).isEqualTo("CONFLICT");
        assertThat(approved.events()).singleElement().isInstanceOf(WorkflowEvent.Failed.class);
    }

    @Test
    void a_change_that_the_rules_no_longer_allow_fails_when_it_is_approved() {
        String step = waitingChange("6000");
        scenario.given("set_currency_limit", "{'currency': 'USD', 'max_daily_package_spend': 100}");

        assertThat(approve(step).response("/error/code")).isEqualTo("BUDGET_EXCEEDED");
    }

    private Answered complete(String step, String more) {
        return scenario.when("manager", "complete_workflow_step", "{'step_id': '%s', %s}".formatted(step, more));
    }

    @Test
    void completing_a_step_applies_what_it_holds_as_an_approval_does() {
        String step = submitted("create_media_buy", createMediaBuy());
        Answered completed = complete(step, "'outcome': 'completed'");

        assertThat(completed.events())
                .satisfiesExactly(
                        event -> assertThat(event).isInstanceOf(WorkflowEvent.Completed.class),
                        buy -> assertThat(((MediaBuyEvent.Approved) buy).confirmedAt())
                                .isEqualTo(Scenario.NOW));
        assertThat(completed.response("/status")).isEqualTo("completed");
        approve(step).refused(ErrorCode.INVALID_STATE, "/step_id");
    }

    @Test
    void a_step_that_is_completed_as_failed_does_to_its_object_what_a_rejection_does() {
        String step = submitted("create_media_buy", createMediaBuy());
        complete(step, "'outcome': 'failed'").refused(ErrorCode.VALIDATION_ERROR, "/reason");
        complete(step, "'outcome': 'completed', 'reason': 'x'").refused(ErrorCode.INVALID_REQUEST, "/reason");
        complete(step, "'outcome': 'approved'").refused(ErrorCode.INVALID_REQUEST, "/outcome");
        Answered failed = complete(step, "'outcome': 'failed', 'reason': 'no room'");

        assertThat(failed.events())
                .satisfiesExactly(
                        event -> assertThat(((WorkflowEvent.Abandoned) event).reason())
                                .isEqualTo("no room"),
                        buy -> assertThat(((MediaBuyEvent.Rejected) buy).reason())
                                .isEqualTo("no room"));
        assertThat(failed.response("/status")).isEqualTo("failed");
        complete(step, "'outcome': 'completed'").refused(ErrorCode.INVALID_STATE, "/step_id");
    }

    @Test
    void completing_a_change_of_a_buy_that_has_moved_on_fails_with_conflict() {
        String step = waitingChange("6000");
        scenario.when(
                        "manager",
                        "cancel_media_buy",
                        "{'media_buy_id': '%s', 'reason': 'x', 'revision': 9}".formatted(buy))
                .refused(ErrorCode.CONFLICT, "/revision");
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPDATE-0000000002', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'paused': true}"
                                .formatted(buy))
                .then(Outcome.ACCEPTED);
        Answered completed = complete(step, "'outcome': 'completed'");

        assertThat(completed.response("/status")).isEqualTo("failed");
        assertThat(completed.response("/error/code")).isEqualTo("CONFLICT");
    }

    private Answered assign(String step, String more) {
        return scenario.when("manager", "assign_workflow_step", "{'step_id': '%s'%s}".formatted(step, more));
    }

    @Test
    void a_step_is_put_into_the_hands_of_an_active_user_who_decides_or_of_nobody() {
        String step = submitted("create_media_buy", createMediaBuy());

        assertThat(assign(step, ", 'user_id': 'max'").events())
                .containsExactly(new WorkflowEvent.Assigned(new StepId(step), new UserId("max")));
        assertThat(assign(step, ", 'user_id': 'max'").events())
                .as("it is there already")
                .isEmpty();
        assign(step, ", 'user_id': 'vic'").refused(ErrorCode.VALIDATION_ERROR, "/user_id");
        assign(step, ", 'user_id': 'nobody'").refused(ErrorCode.REFERENCE_NOT_FOUND, "/user_id");
        assign(step, ", 'revision': 1").refused(ErrorCode.CONFLICT, "/revision");
        assertThat(assign(step, "").events()).containsExactly(new WorkflowEvent.Assigned(new StepId(step), null));
        scenario.given("put_user", "{'user_id': 'tom', 'email': 't@acme.example', 'name': 'Tom', 'role': 'manager'}");
        scenario.given("deactivate_user", "{'user_id': 'tom'}");
        assign(step, ", 'user_id': 'tom'").refused(ErrorCode.REFERENCE_NOT_FOUND, "/user_id");
        approve(step).then(Outcome.ACCEPTED);
        assign(step, ", 'user_id': 'max'").refused(ErrorCode.INVALID_STATE, "/step_id");
    }

    @Test
    void a_step_is_commented_on_before_and_after_it_is_decided() {
        String step = submitted("create_media_buy", createMediaBuy());
        String comment = "{'step_id': '%s', 'text': 'Who is Nova?'}".formatted(step);

        assertThat(scenario.when("manager", "comment_workflow_step", comment).events())
                .containsExactly(new WorkflowEvent.Commented(new StepId(step), "Who is Nova?"));
        approve(step).then(Outcome.ACCEPTED);
        scenario.when("admin", "comment_workflow_step", comment).then(Outcome.ACCEPTED);
        scenario.when("nova", "comment_workflow_step", comment).refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("manager", "comment_workflow_step", comment.replace("Who is Nova?", " "))
                .refused(ErrorCode.VALIDATION_ERROR, "/text");
        scenario.when("manager", "comment_workflow_step", comment.replace("Who is Nova?", "x".repeat(2001)))
                .refused(ErrorCode.VALIDATION_ERROR, "/text");
    }
}
