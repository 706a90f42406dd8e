package org.buyledger.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.time.Duration;
import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class OverdueTest {
    private final Scenario scenario = acmeWithReview();

    private String submitted(int hours) {
        scenario.given("update_tenant", "{'settings': {'approval_due_hours': %d}}".formatted(hours));
        return scenario.when("nova", "create_media_buy", createMediaBuy())
                .then(Outcome.SUBMITTED)
                .response("/task_id");
    }

    @Test
    void a_step_that_nobody_decides_in_time_is_overdue_once() {
        String step = submitted(24);

        assertThat(scenario.tick(Duration.ofHours(24).minusMillis(1))).isEmpty();
        assertThat(scenario.tick(Duration.ofMillis(1)))
                .containsExactly(new WorkflowEvent.Overdue(new StepId(step), Scenario.NOW.plus(Duration.ofHours(24))));
        Recorded<Event> overdue = scenario.log().getLast();
        assertThat(overdue.envelope().actor()).hasToString("system:clock");
        assertThat(overdue.envelope().id()).startsWith("clock." + step);
        assertThat(scenario.restarted().tick(Duration.ofDays(400))).isEmpty();
        assertThat(scenario.store().count("due")).isZero();

        scenario.when("manager", "approve_workflow_step", "{'step_id': '%s'}".formatted(step))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void a_step_that_is_decided_in_time_is_never_overdue() {
        String step = submitted(24);
        scenario.when("manager", "approve_workflow_step", "{'step_id': '%s'}".formatted(step))
                .then(Outcome.ACCEPTED);

        assertThat(scenario.tick(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void a_step_keeps_its_time_when_the_tenant_changes_how_long_steps_may_take() {
        submitted(24);
        scenario.given("update_tenant", "{'settings': {'approval_due_hours': 0}}");
        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"))
                .then(Outcome.SUBMITTED);

        assertThat(scenario.tick(Duration.ofDays(400)))
                .as("only the first")
                .singleElement()
                .isInstanceOf(WorkflowEvent.Overdue.class);
    }

    @Test
    void steps_and_buys_that_are_due_come_in_the_order_of_time() {
        scenario.given(
                "update_tenant", "{'settings': {'human_review_required': false, 'approval_mode': 'auto-approve'}}");
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative()).then(Outcome.ACCEPTED);
        scenario.given("update_tenant", "{'settings': {'human_review_required': true}}");
        scenario.given("update_tenant", "{'settings': {'approval_due_hours': 13}}");
        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"));
        scenario.given("update_tenant", "{'settings': {'approval_due_hours': 1}}");
        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-2"));

        List<Event> caused = scenario.tick(Duration.ofDays(1));
        assertThat(caused)
                .satisfiesExactly(
                        first -> assertThat(((WorkflowEvent.Overdue) first).dueAt())
                                .isEqualTo(Scenario.NOW.plus(Duration.ofHours(1))),
                        second -> assertThat(second).isInstanceOf(MediaBuyEvent.Started.class),
                        third -> assertThat(((WorkflowEvent.Overdue) third).dueAt())
                                .isEqualTo(Scenario.NOW.plus(Duration.ofHours(13))));
    }

    @Test
    void how_long_steps_may_take_is_up_to_a_year() {
        for (int hours : List.of(-1, 8761)) {
            scenario.when("admin", "update_tenant", "{'settings': {'approval_due_hours': %d}}".formatted(hours))
                    .refused(ErrorCode.VALIDATION_ERROR, "/settings/approval_due_hours");
        }
        scenario.given("update_tenant", "{'settings': {'approval_due_hours': 8760}}");
    }
}
