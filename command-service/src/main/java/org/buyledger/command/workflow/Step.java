package org.buyledger.command.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.tenancy.PrincipalId;
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
 */
public record Step(
        long revision,
        StepId id,
        StepType type,
        String object,
        long objectRevision,
        PrincipalId principal,
        @Nullable UpdateMediaBuy update,
        StepStatus status)
        implements Entity {

    public static final Kind<Step> KIND = Kind.of("workflow_step", Step.class, Step::pointers);

    private static Set<Pointer> pointers(Step step) {
        return step.status.isFinal()
                ? Set.of()
                : Set.of(new Pointer(Index.OPEN_STEPS_BY_OBJECT, step.object, step.id.value()));
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
        return switch (event) {
            case WorkflowEvent.Opened e ->
                new Step(
                        1,
                        e.stepId(),
                        e.stepType(),
                        e.object(),
                        e.objectRevision(),
                        e.principalId(),
                        e.update(),
                        e.status());
            case WorkflowEvent.Approved e -> decided(before, e.status());
            case WorkflowEvent.Rejected e -> decided(before, e.status());
            case WorkflowEvent.Failed e -> decided(before, e.status());
            case WorkflowEvent.Canceled e -> decided(before, e.status());
        };
    }

    private static Step decided(@Nullable Step before, StepStatus status) {
        Step step = Objects.requireNonNull(before);
        return new Step(
                step.revision + 1,
                step.id,
                step.type,
                step.object,
                step.objectRevision,
                step.principal,
                step.update,
                status);
    }
}
