package org.buyledger.events.workflow;

import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
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
}
