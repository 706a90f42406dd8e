package org.buyledger.command.creative;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.workflow.WorkflowDecider;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.creative.CreativeCommand;
import org.buyledger.events.creative.CreativeCommand.ArchiveCreative;
import org.buyledger.events.creative.CreativeCommand.ReviewCreative;
import org.buyledger.events.creative.CreativeCommand.SuspendCreative;
import org.buyledger.events.creative.CreativeCommand.SyncCreatives;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.PrincipalId;

/** The rules of a creative's life. AdCP 3.1.19, creative lifecycle; docs/media-buy-lifecycle.md. */
public final class CreativeDecider {
    private final Buys buys;

    /** Takes what happens to the buys that creatives serve in. */
    public CreativeDecider(Buys buys) {
        this.buys = buys;
    }

    public Decision decide(Ledger ledger, Context context, CreativeCommand command) {
        return switch (command) {
            case SyncCreatives c -> new SyncCreativesDecision(ledger, context, buys, c).decide();
            case ReviewCreative c -> new ReviewDecision(ledger, context, buys, c).decide();
            case SuspendCreative c -> suspend(ledger, c);
            case ArchiveCreative c -> archive(ledger, context, c);
        };
    }

    private static Decision suspend(Ledger ledger, SuspendCreative command) {
        Optional<Creative> found = Creative.find(ledger, command.principalId(), command.creativeId());
        if (found.isEmpty()) {
            return refuse(notFound(command.principalId(), command.creativeId()));
        }
        Creative creative = found.get();
        Optional<Failure> refused = Revisions.conflict("Creative " + creative.id(), command.revision(), found)
                .or(() -> creative.isApproved()
                        ? Optional.empty()
                        : Optional.of(illegal(
                                creative,
                                "suspended",
                                "Only an approved creative can be suspended; leave it as it is.")))
                .or(() -> WorkflowDecider.checkReason(command.reason()));
        return refused.map(Decision::refuse)
                .orElseGet(() -> changed(
                        creative,
                        List.of(new CreativeEvent.Suspended(
                                creative.principal(), creative.id(), command.reason(), CreativeStatus.SUSPENDED)),
                        CreativeStatus.SUSPENDED));
    }

    private static Decision archive(Ledger ledger, Context context, ArchiveCreative command) {
        Optional<Creative> found = Creative.find(ledger, command.principalId(), command.creativeId());
        if (found.isEmpty()) {
            return refuse(notFound(command.principalId(), command.creativeId()));
        }
        Creative creative = found.get();
        Optional<Failure> refused = Revisions.conflict("Creative " + creative.id(), command.revision(), found)
                .or(() -> switch (creative.status()) {
                    case APPROVED, SUSPENDED, REJECTED -> Optional.empty();
                    case PROCESSING, PENDING_REVIEW ->
                        Optional.of(illegal(creative, "archived", "Decide on it first with review_creative."));
                    case ARCHIVED -> Optional.of(illegal(creative, "archived", "Nothing is left to do."));
                })
                .or(() -> inUse(ledger, creative));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        Library library = new Library(ledger, context, creative.principal());
        library.archive(creative);
        return changed(creative, library.events(), CreativeStatus.ARCHIVED);
    }

    /** A creative that a package needs cannot be archived, by whomever. AdCP 3.1.19, creative lifecycle. */
    static Optional<Failure> inUse(Ledger ledger, Creative creative) {
        return creative.buys(ledger, 1).stream()
                .findFirst()
                .map(buy -> Failure.of(
                        ErrorCode.INVALID_STATE,
                        "/creative_id",
                        "Creative %s is assigned to a package of media buy %s, which is not over."
                                .formatted(creative.id(), buy),
                        "Take it out of its packages first."));
    }

    /** The answer to a publisher's command about one creative; the creative's own event is among {@code events}. */
    static Decision changed(Creative creative, List<? extends Event> events, CreativeStatus status) {
        return accept(
                events,
                Responses.changed(creative.subject(), creative.revision() + 1).put("status", status.wire()));
    }

    static Failure notFound(PrincipalId principal, CreativeId creative) {
        return Failure.of(
                ErrorCode.CREATIVE_NOT_FOUND,
                "/creative_id",
                "Principal %s has no creative %s.".formatted(principal, creative),
                "List those that wait: GET /v1/creatives?status=pending_review.");
    }

    private static Failure illegal(Creative creative, String verb, String suggestion) {
        return Failure.of(
                ErrorCode.INVALID_STATE,
                "/creative_id",
                "Creative %s is %s and cannot be %s."
                        .formatted(creative.id(), creative.status().wire(), verb),
                suggestion);
    }
}
