package org.buyledger.command.mediabuy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.StepSubject;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;

/**
 * What deciding does to a buy whose change waits for the publisher: the change is held against the rules and the buy's
 * revision once more, since the buy may have moved on while it waited.
 */
public final class UpdateStep implements StepSubject {

    @Override
    public Approval approve(Ledger ledger, Context context, Step step) {
        MediaBuy buy = CreationStep.buy(ledger, step);
        Optional<Failure> conflict =
                Revisions.conflict("Media buy " + buy.id(), step.objectRevision(), Optional.of(buy));
        if (conflict.isPresent()) {
            return new Approval.Failed(conflict.get());
        }
        UpdateProposal proposal = new UpdateProposal(ledger, context, buy, Objects.requireNonNull(step.update()), true);
        return proposal.failure()
                .<Approval>map(Approval.Failed::new)
                .orElseGet(() -> new Approval.Applied(proposal.events(step.id())));
    }

    @Override
    public List<Event> reject(Ledger ledger, Context context, Step step, String reason) {
        return List.of();
    }
}
