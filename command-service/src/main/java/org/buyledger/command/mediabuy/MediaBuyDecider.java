package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.WorkflowDecider;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.MediaBuyCommand;
import org.buyledger.events.mediabuy.MediaBuyCommand.CancelMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.CreateMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.ExtendCreativeDeadline;
import org.buyledger.events.mediabuy.MediaBuyCommand.NoteMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.PrioritizeMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.ProvidePerformanceFeedback;
import org.buyledger.events.mediabuy.MediaBuyCommand.RejectMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.Party;

/** The rules of a media buy's life. AdCP 3.1.19, media-buy state machine; our decisions in docs/media-buy-lifecycle.md. */
public final class MediaBuyDecider {
    private MediaBuyDecider() {}

    public static Decision decide(Ledger ledger, Context context, MediaBuyCommand command) {
        return switch (command) {
            case CreateMediaBuy c -> CreateMediaBuyDecider.decide(ledger, context, c);
            case UpdateMediaBuy c -> UpdateMediaBuyDecider.decide(ledger, context, c);
            case ProvidePerformanceFeedback c -> FeedbackDecider.decide(ledger, context, c);
            case ExtendCreativeDeadline c -> ExtendDeadline.decide(ledger, context, c);
            case PrioritizeMediaBuy c -> Delivery.prioritize(ledger, c);
            case NoteMediaBuy c -> Delivery.note(ledger, context, c);
            case CancelMediaBuy c -> cancel(ledger, context, c);
            case RejectMediaBuy c -> reject(ledger, c);
        };
    }

    /** What time has done to a buy by now: nothing, its start, or its end with what waited about it. Ask again after it. */
    public static List<Event> tick(Ledger ledger, MediaBuyId id, Instant now) {
        Optional<MediaBuy> found = ledger.find(MediaBuy.KIND, id.value());
        if (found.isEmpty()) {
            return List.of();
        }
        MediaBuy buy = found.get();
        return switch (buy.status()) {
            case PENDING_START -> started(ledger, buy, now);
            case ACTIVE, PAUSED -> now.isBefore(buy.flight().end()) ? List.of() : completed(ledger, buy);
            case PENDING_APPROVAL, PENDING_CREATIVES, COMPLETED, REJECTED, CANCELED -> List.of();
        };
    }

    private static List<Event> started(Ledger ledger, MediaBuy buy, Instant now) {
        MediaBuyStatus next = Lifecycle.next(
                buy,
                creative -> Creative.find(ledger, buy.principal(), creative)
                        .filter(Creative::isApproved)
                        .isPresent(),
                now);
        return next == buy.status() ? List.of() : List.of(new MediaBuyEvent.Started(buy.id(), buy.principal(), next));
    }

    private static List<Event> completed(Ledger ledger, MediaBuy buy) {
        MediaBuyEvent completed = new MediaBuyEvent.Completed(buy.id(), buy.principal(), MediaBuyStatus.COMPLETED);
        List<Event> events = new ArrayList<>();
        events.add(completed);
        events.addAll(Step.cancelOpen(ledger, completed.subject(), null, "The media buy is completed."));
        return events;
    }

    private static Decision cancel(Ledger ledger, Context context, CancelMediaBuy command) {
        Optional<MediaBuy> found =
                ledger.find(MediaBuy.KIND, command.mediaBuyId().value());
        if (found.isEmpty()) {
            return refuse(notFound(command.mediaBuyId()));
        }
        MediaBuy buy = found.get();
        Optional<Failure> refused = Revisions.conflict("Media buy " + buy.id(), command.revision(), found)
                .or(() -> buy.status().isFinal() ? Optional.of(Cancel.notCancellable(buy)) : Optional.empty())
                .or(() -> WorkflowDecider.checkReason(command.reason()));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        MediaBuyEvent canceled = Cancel.event(context, buy, Party.SELLER, command.reason());
        return accept(
                List.copyOf(Cancel.events(ledger, context, buy, Party.SELLER, command.reason())),
                Responses.changed(canceled.subject(), buy.revision() + 1)
                        .put("status", MediaBuyStatus.CANCELED.wire()));
    }

    private static Decision reject(Ledger ledger, RejectMediaBuy command) {
        Optional<MediaBuy> found =
                ledger.find(MediaBuy.KIND, command.mediaBuyId().value());
        if (found.isEmpty()) {
            return refuse(notFound(command.mediaBuyId()));
        }
        MediaBuy buy = found.get();
        Optional<Failure> refused = Revisions.conflict("Media buy " + buy.id(), command.revision(), found)
                .or(() -> Lifecycle.allows(buy.status(), MediaBuyStatus.REJECTED)
                        ? Optional.empty()
                        : Optional.of(Reject.tooLate(buy)))
                .or(() -> WorkflowDecider.checkReason(command.reason()));
        return refused.map(Decision::refuse)
                .orElseGet(() -> accept(
                        Reject.events(ledger, buy, command.reason()),
                        Responses.changed(buy.subject(), buy.revision() + 1)
                                .put("status", MediaBuyStatus.REJECTED.wire())));
    }

    static Failure notFound(MediaBuyId id) {
        return Failure.of(
                ErrorCode.MEDIA_BUY_NOT_FOUND,
                "/media_buy_id",
                "There is no media buy " + id + ".",
                "List yours: GET /v1/media-buys.");
    }
}
