package org.buyledger.command.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.events.Subject;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits, or waited, for the publisher.
 *
 * @param object what it is about, as {@code kind/id}
 * @param objectRevision the object's revision that it is about
 * @param principal whose request it is
 * @param update the request that is applied on approval, where it is about an update
 * @param assignedTo in whose hands it is, null for nobody's
 * @param dueAt when it becomes overdue; null when it never does or is already
 */
public record Step(
        long revision,
        StepId id,
        StepType type,
        String object,
        long objectRevision,
        PrincipalId principal,
        @Nullable UpdateMediaBuy update,
        StepStatus status,
        @Nullable UserId assignedTo,
        @Nullable Instant dueAt)
        implements Entity {

    public static final Kind<Step> KIND = Kind.of("workflow_step", Step.class, Step::pointers);

    private static Set<Pointer> pointers(Step step) {
        if (step.status.isFinal()) {
            return Set.of();
        }
        Pointer open = new Pointer(Index.OPEN_STEPS_BY_OBJECT, step.object, step.id.value());
        return step.dueAt == null
                ? Set.of(open)
                : Set.of(open, Pointer.due(step.dueAt, new Subject(KIND.name(), step.id.value())));
    }

    /** The event that opens a step, which is due when the tenant says. */
    public static WorkflowEvent.Opened opened(
            Ledger ledger,
            Context context,
            StepId id,
            StepType type,
            Subject object,
            long objectRevision,
            PrincipalId principal,
            @Nullable UpdateMediaBuy update) {
        Integer hours = Tenant.of(ledger, context.tenant()).settings().approvalDueHours();
        return new WorkflowEvent.Opened(
                id,
                type,
                object.toString(),
                objectRevision,
                principal,
                update,
                StepStatus.REQUIRES_APPROVAL,
                hours == null ? null : context.now().plus(Duration.ofHours(hours)));
    }

    /** The steps about an object that nobody has decided. */
    public static List<Step> open(Ledger ledger, Subject object) {
        List<Step> steps = new ArrayList<>();
        for (String id : ledger.ids(Index.OPEN_STEPS_BY_OBJECT, object.toString())) {
            steps.add(ledger.find(KIND, id).orElseThrow());
        }
        return steps;
    }

    /** Closes the open steps about an object, but for one that is decided otherwise. */
    public static List<WorkflowEvent> cancelOpen(
            Ledger ledger, Subject object, @Nullable StepId except, String reason) {
        return open(ledger, object).stream()
                .filter(step -> !step.id.equals(except))
                .<WorkflowEvent>map(step -> new WorkflowEvent.Canceled(step.id, reason, StepStatus.CANCELED))
                .toList();
    }

    public static Step evolve(@Nullable Step before, WorkflowEvent event) {
        if (event instanceof WorkflowEvent.Opened e) {
            return new Step(
                    1,
                    e.stepId(),
                    e.stepType(),
                    e.object(),
                    e.objectRevision(),
                    e.principalId(),
                    e.update(),
                    e.status(),
                    null,
                    e.dueAt());
        }
        Step step = Objects.requireNonNull(before);
        return switch (event) {
            case WorkflowEvent.Opened e -> step;
            case WorkflowEvent.Assigned e -> step.next(step.status, e.userId(), step.dueAt);
            case WorkflowEvent.Commented e -> step.next(step.status, step.assignedTo, step.dueAt);
            case WorkflowEvent.Overdue e -> step.next(step.status, step.assignedTo, null);
            case WorkflowEvent.Approved e -> step.next(e.status());
            case WorkflowEvent.Rejected e -> step.next(e.status());
            case WorkflowEvent.Completed e -> step.next(e.status());
            case WorkflowEvent.Abandoned e -> step.next(e.status());
            case WorkflowEvent.Failed e -> step.next(e.status());
            case WorkflowEvent.Canceled e -> step.next(e.status());
        };
    }

    private Step next(StepStatus newStatus) {
        return next(newStatus, assignedTo, dueAt);
    }

    private Step next(StepStatus newStatus, @Nullable UserId newAssignee, @Nullable Instant newDueAt) {
        return new Step(
                revision + 1, id, type, object, objectRevision, principal, update, newStatus, newAssignee, newDueAt);
    }
}
