package org.buyledger.command.mediabuy;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.Party;
import org.jspecify.annotations.Nullable;

/** How a buy ends before its time: whatever waits for the publisher about it ends with it. */
final class Cancel {
    private Cancel() {}

    static MediaBuyEvent.Canceled event(Context context, MediaBuy buy, Party party, @Nullable String reason) {
        return new MediaBuyEvent.Canceled(
                buy.id(), buy.principal(), new Cancellation(context.now(), party, reason), MediaBuyStatus.CANCELED);
    }

    static List<Event> events(Ledger ledger, Context context, MediaBuy buy, Party party, @Nullable String reason) {
        MediaBuyEvent canceled = event(context, buy, party, reason);
        List<Event> events = new ArrayList<>();
        events.add(canceled);
        events.addAll(Step.cancelOpen(ledger, canceled.subject(), null, "The media buy was canceled."));
        return events;
    }

    static Failure notCancellable(MediaBuy buy) {
        return Failure.of(
                ErrorCode.NOT_CANCELLABLE,
                "/media_buy_id",
                "Media buy %s is %s, which is final."
                        .formatted(buy.id(), buy.status().wire()),
                "Nothing is left to cancel.");
    }
}
