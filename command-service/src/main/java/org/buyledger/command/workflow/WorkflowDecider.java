package org.buyledger.command.workflow;

import static org.buyledger.command.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.tenancy.Users;
import org.buyledger.command.workflow.StepSubject.Approval;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowCommand;
import org.buyledger.events.workflow.WorkflowCommand.ApproveWorkflowStep;
import org.buyledger.events.workflow.WorkflowCommand.AssignWorkflowStep;
import org.buyledger.events.workflow.WorkflowCommand.CommentWorkflowStep;
import org.buyledger.events.workflow.WorkflowCommand.CompleteWorkflowStep;
import org.buyledger.events.workflow.WorkflowCommand.RejectWorkflowStep;
import org.buyledger.events.workflow.WorkflowEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for steps. One is decided once, by the publisher, and together with the object that it is about, so that the
 * two never disagree.
 */
public final class WorkflowDecider {
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_COMMENT = 2000;

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
        return switch (command) {
            case CommentWorkflowStep c -> comment(step, c);
            case AssignWorkflowStep c -> undecided(step, () -> assign(ledger, step, c));
            case ApproveWorkflowStep c -> undecided(step, () -> approve(ledger, context, step, c));
            case RejectWorkflowStep c -> undecided(step, () -> reject(ledger, context, step, c));
            case CompleteWorkflowStep c -> undecided(step, () -> complete(ledger, context, step, c));
        };
    }

    /** Whether a step has become overdue by now. */
    public static Optional<WorkflowEvent> tick(Ledger ledger, StepId id, Instant now) {
        Step step = ledger.find(Step.KIND, id.value()).orElse(null);
        Instant due = step == null || step.status().isFinal() ? null : step.dueAt();
        return due == null || now.isBefore(due) ? Optional.empty() : Optional.of(new WorkflowEvent.Overdue(id, due));
    }

    /** A final status stays. */
    private static Decision undecided(Step step, Supplier<Decision> decision) {
        return step.status().isFinal()
                ? refuse(
                        ErrorCode.INVALID_STATE,
                        "/step_id",
                        "Step %s is %s already."
                                .formatted(step.id(), step.status().wire()),
                        "Nothing is left to decide.")
                : decision.get();
    }

    private static Decision comment(Step step, CommentWorkflowStep command) {
        String text = command.text();
        return text.isBlank() || text.length() > LONGEST_COMMENT
                ? refuse(
                        ErrorCode.VALIDATION_ERROR,
                        "/text",
                        "A comment has 1 to %d characters, not %d.".formatted(LONGEST_COMMENT, text.length()),
                        "Say it in fewer words, or in several comments.")
                : Responses.changing(false, new WorkflowEvent.Commented(step.id(), text), step.revision());
    }

    private static Decision assign(Ledger ledger, Step step, AssignWorkflowStep command) {
        UserId id = command.userId();
        Optional<UserEvent.Put> user = id == null ? Optional.empty() : Users.active(ledger, id);
        if (id != null && user.isEmpty()) {
            return refuse(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/user_id",
                    "There is no active user " + id + ".",
                    "Name a manager or an admin, or leave user_id out to put the step into nobody's hands.");
        }
        if (user.isPresent() && !user.get().role().includes(Role.MANAGER)) {
            return refuse(
                    ErrorCode.VALIDATION_ERROR,
                    "/user_id",
                    "User %s is a %s and decides nothing."
                            .formatted(id, user.get().role().wire()),
                    "Name a manager or an admin, or change its role with put_user.");
        }
        return Responses.changing(
                Objects.equals(id, step.assignedTo()), new WorkflowEvent.Assigned(step.id(), id), step.revision());
    }

    private Decision approve(Ledger ledger, Context context, Step step, ApproveWorkflowStep command) {
        return apply(
                ledger,
                context,
                step,
                new WorkflowEvent.Approved(step.id(), command.comment(), StepStatus.APPROVED),
                StepStatus.APPROVED);
    }

    /** Does what the step holds, and ends the step so; or lets it fail, where what it holds can no longer be done. */
    private Decision apply(Ledger ledger, Context context, Step step, WorkflowEvent done, StepStatus status) {
        return switch (subject(step).approve(ledger, context, step)) {
            case Approval.Applied(List<? extends Event> events) -> decided(step, done, status, events);
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

    private Decision reject(Ledger ledger, Context context, Step step, RejectWorkflowStep command) {
        String reason = command.reason();
        return checkReason(reason)
                .map(Decision::refuse)
                .orElseGet(() -> decided(
                        step,
                        new WorkflowEvent.Rejected(step.id(), reason, StepStatus.REJECTED),
                        StepStatus.REJECTED,
                        subject(step).reject(ledger, context, step, reason)));
    }

    private Decision complete(Ledger ledger, Context context, Step step, CompleteWorkflowStep command) {
        String reason = command.reason();
        return switch (command.outcome()) {
            case COMPLETED ->
                reason == null
                        ? apply(
                                ledger,
                                context,
                                step,
                                new WorkflowEvent.Completed(step.id(), StepStatus.COMPLETED),
                                StepStatus.COMPLETED)
                        : refuse(
                                ErrorCode.INVALID_REQUEST,
                                "/reason",
                                "A step that is completed has no reason.",
                                "Leave it out, or say it with comment_workflow_step.");
            case FAILED -> fail(ledger, context, step, reason == null ? "" : reason);
        };
    }

    private Decision fail(Ledger ledger, Context context, Step step, String reason) {
        return checkReason(reason)
                .map(Decision::refuse)
                .orElseGet(() -> decided(
                        step,
                        new WorkflowEvent.Abandoned(step.id(), reason, StepStatus.FAILED),
                        StepStatus.FAILED,
                        subject(step).reject(ledger, context, step, reason)));
    }

    private StepSubject subject(Step step) {
        return Objects.requireNonNull(subjects.get(step.type()));
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
