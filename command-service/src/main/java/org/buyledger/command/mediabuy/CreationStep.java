package org.buyledger.command.mediabuy;

import java.util.List;
import org.buyledger.command.creative.Library;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.StepSubject;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;

/** What deciding does to a new media buy that waits for the publisher. */
public final class CreationStep implements StepSubject {

    @Override
    public Approval approve(Ledger ledger, Context context, Step step) {
        MediaBuy buy = buy(ledger, step);
        // The buyer learns of its packages only now: a deadline that passed meanwhile would leave them without
        // creatives.
        List<MediaPackage> waived = buy.packages().stream()
                .filter(part -> Deadlines.isMissed(part, context.now()))
                .map(part -> part.withCreativeDeadline(null))
                .toList();
        Library library = new Library(ledger, context, buy.principal());
        MediaBuyStatus status = Lifecycle.nextOfApproved(buy, library::isApproved, context.now());
        return new Approval.Applied(List.of(new MediaBuyEvent.Approved(
                buy.id(),
                buy.principal(),
                step.id(),
                status,
                context.now(),
                waived,
                buy.with(waived).creativeDeadline())));
    }

    @Override
    public List<Event> reject(Ledger ledger, Context context, Step step, String reason) {
        return Reject.events(ledger, buy(ledger, step), step.id(), reason);
    }

    static MediaBuy buy(Ledger ledger, Step step) {
        return ledger.find(MediaBuy.KIND, Subject.parse(step.object()).id()).orElseThrow();
    }
}
