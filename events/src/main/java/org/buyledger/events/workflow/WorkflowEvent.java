package org.buyledger.events.workflow;

import java.time.Instant;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.UserId;
import org.jspecify.annotations.Nullable;

/** What can happen to a workflow step. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface WorkflowEvent extends Event {
    StepId stepId();

    @Override
    default Subject subject() {
        return new Subject("workflow_step", stepId().value());
    }

    /**
     * Something waits for the publisher.
     *
     * @param object what it is about, as {@code kind/id}
     * @param objectRevision the object's revision that the step is about; an update applies to no other
     * @param principalId whose request it is
     * @param update the request that is applied on approval, where the step is about an update
     * @param dueAt by when it should be decided, null for whenever
     */
    @WireName("workflow_step.opened.v1")
    record Opened(
            StepId stepId,
            StepType stepType,
            String object,
            long objectRevision,
            PrincipalId principalId,
            @Nullable UpdateMediaBuy update,
            StepStatus status,
            @Nullable Instant dueAt)
            implements WorkflowEvent {}

    /** It is in a user's hands; in nobody's where there is none. */
    @WireName("workflow_step.assigned.v1")
    record Assigned(StepId stepId, @Nullable UserId userId) implements WorkflowEvent {}

    /** A user, who is the event's actor, said something about it. */
    @WireName("workflow_step.commented.v1")
    record Commented(StepId stepId, String text) implements WorkflowEvent {}

    /** The time by which it should have been decided was reached, and nobody had. Once for each step. */
    @WireName("workflow_step.overdue.v1")
    record Overdue(StepId stepId, Instant dueAt) implements WorkflowEvent {}

    @WireName("workflow_step.approved.v1")
    record Approved(StepId stepId, @Nullable String comment, StepStatus status) implements WorkflowEvent {}

    @WireName("workflow_step.rejected.v1")
    record Rejected(StepId stepId, String reason, StepStatus status) implements WorkflowEvent {}

    /** The work on it is done, and what it held is applied. */
    @WireName("workflow_step.completed.v1")
    record Completed(StepId stepId, StepStatus status) implements WorkflowEvent {}

    /** The publisher could not do it; its object is as if it had been rejected. */
    @WireName("workflow_step.abandoned.v1")
    record Abandoned(StepId stepId, String reason, StepStatus status) implements WorkflowEvent {}

    /** It was approved or completed, but what it held could no longer be applied. */
    @WireName("workflow_step.failed.v1")
    record Failed(StepId stepId, Failure error, StepStatus status) implements WorkflowEvent {}

    /** Its object ended, or was replaced, before anybody decided. */
    @WireName("workflow_step.canceled.v1")
    record Canceled(StepId stepId, String reason, StepStatus status) implements WorkflowEvent {}
}
