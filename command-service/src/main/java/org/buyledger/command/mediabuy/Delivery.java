package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.events.mediabuy.MediaBuyCommand.NoteMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.PrioritizeMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyEvent;

/** How the publisher's people steer the delivery of buys among themselves: priorities and notes, which buyers do not see. */
final class Delivery {
    private static final int MOST = 100;
    private static final int LONGEST_NOTE = 2000;

    private Delivery() {}

    static Decision prioritize(Ledger ledger, PrioritizeMediaBuy command) {
        Optional<MediaBuy> found =
                ledger.find(MediaBuy.KIND, command.mediaBuyId().value());
        if (found.isEmpty()) {
            return refuse(MediaBuyDecider.notFound(command.mediaBuyId()));
        }
        MediaBuy buy = found.get();
        Optional<Failure> refused = Revisions.conflict("Media buy " + buy.id(), command.revision(), found)
                .or(() -> delivered(buy))
                .or(() -> range(command.priority()));
        return refused.map(Decision::refuse)
                .orElseGet(() -> accept(
                        List.of(new MediaBuyEvent.Prioritized(
                                buy.id(), buy.principal(), command.priority(), buy.status())),
                        Responses.changed(buy.subject(), buy.revision() + 1).put("priority", command.priority())));
    }

    private static Optional<Failure> delivered(MediaBuy buy) {
        return buy.status().isFinal()
                ? Optional.of(Failure.of(
                        ErrorCode.INVALID_STATE,
                        "/media_buy_id",
                        "Media buy %s is %s and is not delivered any more."
                                .formatted(buy.id(), buy.status().wire()),
                        "Leave it as it is."))
                : Optional.empty();
    }

    private static Optional<Failure> range(int priority) {
        return Math.abs((long) priority) > MOST
                ? Optional.of(Failure.of(
                        ErrorCode.VALIDATION_ERROR,
                        "/priority",
                        "A priority is %d to %d, not %d.".formatted(-MOST, MOST, priority),
                        "Give a number in between; every buy begins with 0."))
                : Optional.empty();
    }

    /** About any buy, also one that is over: what there is to say about it may come up later. */
    static Decision note(Ledger ledger, Context context, NoteMediaBuy command) {
        if (ledger.find(MediaBuy.KIND, command.mediaBuyId().value()).isEmpty()) {
            return refuse(MediaBuyDecider.notFound(command.mediaBuyId()));
        }
        String body = command.body();
        if (body.isBlank() || body.length() > LONGEST_NOTE) {
            return refuse(
                    ErrorCode.VALIDATION_ERROR,
                    "/body",
                    "A note has 1 to %d characters, not %d.".formatted(LONGEST_NOTE, body.length()),
                    "Say it in fewer words, or in several notes.");
        }
        CampaignNoteEvent added = new CampaignNoteEvent.Added(context.newNoteId(), command.mediaBuyId(), body);
        return accept(List.of(added), Responses.changed(added.subject(), 1));
    }
}
