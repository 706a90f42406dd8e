package org.buyledger.events.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.buyledger.events.tenancy.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about steps that wait for the publisher. */
public sealed interface WorkflowCommand extends Command {
    StepId stepId();

    /** The step's revision that was looked at; null to decide on whatever is there. */
    @Nullable
    Long revision();

    /** Says yes; what the step holds is applied in the same decision. */
    @WireName("approve_workflow_step.v1")
    @SentBy(Role.MANAGER)
    record ApproveWorkflowStep(
            StepId stepId,
            @Nullable String comment,
            @Nullable Long revision) implements WorkflowCommand {}

    /** Says no; the reason, 1 to 500 characters, is shown to the buyer. */
    @WireName("reject_workflow_step.v1")
    @SentBy(Role.MANAGER)
    record RejectWorkflowStep(
            StepId stepId, String reason, @Nullable Long revision) implements WorkflowCommand {}

    /** Puts a step into the hands of a user who may decide it; without a user, of nobody. */
    @WireName("assign_workflow_step.v1")
    @SentBy(Role.MANAGER)
    record AssignWorkflowStep(
            StepId stepId,
            @Nullable UserId userId,
            @Nullable Long revision) implements WorkflowCommand {}

    /** Says something, 1 to 2000 characters, to the publisher's other people, whether or not the step is decided. */
    @WireName("comment_workflow_step.v1")
    @SentBy(Role.MANAGER)
    record CommentWorkflowStep(
            StepId stepId, String text, @Nullable Long revision) implements WorkflowCommand {}

    /**
     * Says that the work on a step is done, which applies what the step holds as an approval does, or that it cannot be
     * done, which does to the object what a rejection does.
     *
     * @param reason why not, 1 to 500 characters, shown to the buyer; for {@link Completion#FAILED} alone
     */
    @WireName("complete_workflow_step.v1")
    @SentBy(Role.MANAGER)
    record CompleteWorkflowStep(
            StepId stepId,
            Completion outcome,
            @Nullable String reason,
            @Nullable Long revision) implements WorkflowCommand {}

    /** What came of the work on a step. */
    enum Completion {
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("failed")
        FAILED
    }
}
