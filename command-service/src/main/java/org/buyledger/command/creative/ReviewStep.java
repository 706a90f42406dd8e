package org.buyledger.command.creative;

import java.util.List;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.StepSubject;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;

/** What deciding a step does to the creative that waits for review. */
public final class ReviewStep implements StepSubject {
    private final CreativeDecider decider;

    public ReviewStep(CreativeDecider decider) {
        this.decider = decider;
    }

    @Override
    public Approval approve(Ledger ledger, Context context, Step step) {
        return new Approval.Applied(decider.approval(ledger, context, creative(ledger, step), step.id()));
    }

    @Override
    public List<Event> reject(Ledger ledger, Context context, Step step, String reason) {
        return CreativeDecider.rejection(creative(ledger, step), step.id(), reason);
    }

    private static Creative creative(Ledger ledger, Step step) {
        return ledger.find(Creative.KIND, Subject.parse(step.object()).id()).orElseThrow();
    }
}
