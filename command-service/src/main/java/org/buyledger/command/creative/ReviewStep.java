package org.buyledger.command.creative;

import java.util.List;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.StepSubject;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/** The step in which a creative waits for a person, and what deciding it does to the creative. */
public final class ReviewStep implements StepSubject {
    private final Buys buys;

    /** Takes what happens to the buys that creatives serve in. */
    public ReviewStep(Buys buys) {
        this.buys = buys;
    }

    /** Opens the step; {@code revision} is the creative's after the events before this one. */
    static WorkflowEvent opened(
            Ledger ledger,
            Context context,
            Subject subject,
            CreativeId creative,
            long revision,
            PrincipalId principal) {
        return Step.opened(
                ledger,
                context,
                context.newStepId(creative),
                StepType.CREATIVE_APPROVAL,
                subject,
                revision,
                principal,
                null);
    }

    @Override
    public Approval approve(Ledger ledger, Context context, Step step) {
        Creative creative = creative(ledger, step);
        return new Approval.Applied(ReviewDecision.approval(
                ledger, context, buys, creative, step.id(), review(context, creative, Verdict.APPROVE, null)));
    }

    @Override
    public List<Event> reject(Ledger ledger, Context context, Step step, String reason) {
        Creative creative = creative(ledger, step);
        return List.of(ReviewDecision.rejection(
                creative, step.id(), reason, review(context, creative, Verdict.REJECT, reason)));
    }

    private static CreativeReview review(
            Context context, Creative creative, Verdict decision, @Nullable String reason) {
        boolean overrides = creative.agentSaid() != null && creative.agentSaid() != decision;
        return new CreativeReview(
                context.newReviewId(creative.id()),
                CreativeReview.Type.HUMAN,
                decision,
                null,
                List.of(),
                null,
                reason,
                List.of(),
                overrides);
    }

    private static Creative creative(Ledger ledger, Step step) {
        return ledger.find(Creative.KIND, Subject.parse(step.object()).id()).orElseThrow();
    }
}
