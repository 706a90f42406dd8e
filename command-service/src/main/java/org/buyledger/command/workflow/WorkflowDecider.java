package org.buyledger.command.workflow;

import static org.buyledger.command.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.workflow.StepSubject.Approval;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowCommand;
import org.buyledger.events.workflow.WorkflowCommand.ApproveWorkflowStep;
import org.buyledger.events.workflow.WorkflowCommand.RejectWorkflowStep;
import org.buyledger.events.workflow.WorkflowEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for deciding a step: once, by the publisher, and together with the object that it is about, so that the two
 * never disagree.
 */
public final class WorkflowDecider {
    private static final int LONGEST_REASON = 500;

    private final Map<StepType, StepSubject> subjects;

    /** Takes what each kind of step is about. */
    public WorkflowDecider(Map<StepType, StepSubject> subjects) {
        this.subjects = subjects;
    }

    public Decision decide(Ledger ledger, Context context, WorkflowCommand command) {
        Optional<Step> found = ledger.find(Step.KIND, command.stepId().value());
        if (found.isEmpty()) {
            return refuse(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/step_id",
                    "There is no workflow step " + command.stepId() + ".",
                    "List those that wait: GET /v1/workflow-steps?status=requires_approval.");
        }
        Step step = found.get();
        Optional<Failure> conflict = Revisions.conflict("Step " + step.id(), command.revision(), found);
        if (conflict.isPresent()) {
            return refuse(conflict.get());
        }
        if (step.status().isFinal()) {
            return refuse(
                    ErrorCode.INVALID_STATE,
                    "/step_id",
                    "Step %s is %s already.".formatted(step.id(), step.status().wire()),
                    "Nothing is left to decide.");
        }
        StepSubject subject = Objects.requireNonNull(subjects.get(step.type()));
        return switch (command) {
            case ApproveWorkflowStep c -> approve(ledger, context, step, subject, c);
            case RejectWorkflowStep c -> reject(ledger, context, step, subject, c);
        };
    }

    private static Decision approve(
            Ledger ledger, Context context, Step step, StepSubject subject, ApproveWorkflowStep command) {
        return switch (subject.approve(ledger, context, step)) {
            case Approval.Applied(List<? extends Event> events) ->
                decided(
                        step,
                        new WorkflowEvent.Approved(step.id(), command.comment(), StepStatus.APPROVED),
                        StepStatus.APPROVED,
                        events);
            case Approval.Failed(Failure failure) -> {
                Decision.Accepted decision = decided(
                        step,
                        new WorkflowEvent.Failed(step.id(), failure, StepStatus.FAILED),
                        StepStatus.FAILED,
                        List.of());
                ((ObjectNode) decision.response()).set("error", Json.EVENTS.valueToTree(failure));
                yield decision;
            }
        };
    }

    private static Decision reject(
            Ledger ledger, Context context, Step step, StepSubject subject, RejectWorkflowStep command) {
        Optional<Failure> reasonless = checkReason(command.reason());
        if (reasonless.isPresent()) {
            return refuse(reasonless.get());
        }
        return decided(
                step,
                new WorkflowEvent.Rejected(step.id(), command.reason(), StepStatus.REJECTED),
                StepStatus.REJECTED,
                subject.reject(ledger, context, step, command.reason()));
    }

    private static Decision.Accepted decided(
            Step step, WorkflowEvent decision, StepStatus status, List<? extends Event> effects) {
        List<Event> events = new ArrayList<>();
        events.add(decision);
        events.addAll(effects);
        ObjectNode response =
                Responses.changed(decision.subject(), step.revision() + 1).put("status", status.wire());
        response.put("subject", step.object());
        return new Decision.Accepted(events, Outcome.ACCEPTED, response);
    }

    /** A reason is said to the buyer, so there has to be one, of a length that people read. */
    public static Optional<Failure> checkReason(String reason) {
        if (!reason.isBlank() && reason.length() <= LONGEST_REASON) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                ErrorCode.VALIDATION_ERROR,
                "/reason",
                "A reason has 1 to %d characters, not %d.".formatted(LONGEST_REASON, reason.length()),
                "Say in a sentence why; the buyer reads it."));
    }
}
