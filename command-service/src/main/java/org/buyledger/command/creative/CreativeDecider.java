package org.buyledger.command.creative;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.buyledger.events.creative.CreativeCommand;
import org.buyledger.events.creative.CreativeCommand.ReviewCreative;
import org.buyledger.events.creative.CreativeCommand.SyncCreatives;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

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
            case ReviewCreative c -> review(ledger, context, c);
        };
    }

    private Decision review(Ledger ledger, Context context, ReviewCreative command) {
        Optional<Creative> found = Creative.find(ledger, command.principalId(), command.creativeId());
        if (found.isEmpty()) {
            return refuse(
                    ErrorCode.CREATIVE_NOT_FOUND,
                    "/creative_id",
                    "Principal %s has no creative %s.".formatted(command.principalId(), command.creativeId()),
                    "List those that wait: GET /v1/creatives?status=pending_review.");
        }
        Creative creative = found.get();
        boolean approve = command.decision() == Verdict.APPROVE;
        Optional<Failure> refused = Revisions.conflict("Creative " + creative.id(), command.revision(), found)
                .or(() -> state(creative, approve))
                .or(() -> approve
                        ? Optional.empty()
                        : WorkflowDecider.checkReason(command.reason() == null ? "" : command.reason()));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        List<Event> events = new ArrayList<>();
        List<Step> steps = Step.open(ledger, CreativeEvent.subject(creative.principal(), creative.id()));
        StepId step = steps.isEmpty() ? null : steps.getFirst().id();
        String reason = command.reason();
        if (step != null) {
            events.add(
                    approve || reason == null
                            ? new WorkflowEvent.Approved(step, reason, StepStatus.APPROVED)
                            : new WorkflowEvent.Rejected(step, reason, StepStatus.REJECTED));
        }
        events.addAll(approve ? approval(ledger, context, creative, step) : rejection(creative, step, reason));
        CreativeStatus status = approve ? CreativeStatus.APPROVED : CreativeStatus.REJECTED;
        return accept(
                events,
                Responses.changed(CreativeEvent.subject(creative.principal(), creative.id()), creative.revision() + 1)
                        .put("status", status.wire()));
    }

    /** What approving a creative does: to itself, and to the buys that waited for it. */
    List<Event> approval(Ledger ledger, Context context, Creative creative, @Nullable StepId step) {
        CreativeEvent approved =
                new CreativeEvent.Approved(creative.principal(), creative.id(), step, CreativeStatus.APPROVED);
        List<Event> events = new ArrayList<>();
        events.add(approved);
        events.addAll(buys.afterApproval(ledger, context, Creative.evolve(creative, approved)));
        return events;
    }

    static List<Event> rejection(Creative creative, @Nullable StepId step, @Nullable String reason) {
        return List.of(new CreativeEvent.Rejected(
                creative.principal(), creative.id(), step, reason == null ? "" : reason, CreativeStatus.REJECTED));
    }

    /** AdCP's transitions that a publisher makes: pending_review to either; approved to rejected; suspended to either. */
    static Optional<Failure> state(Creative creative, boolean approve) {
        boolean legal = switch (creative.status()) {
            case PENDING_REVIEW, SUSPENDED -> true;
            case APPROVED -> !approve;
            case PROCESSING, REJECTED, ARCHIVED -> false;
        };
        return legal
                ? Optional.empty()
                : Optional.of(Failure.of(
                        ErrorCode.INVALID_STATE,
                        "/decision",
                        "Creative %s is %s and cannot be %s."
                                .formatted(creative.id(), creative.status().wire(), approve ? "approved" : "rejected"),
                        creative.status() == CreativeStatus.REJECTED
                                ? "The buyer has to send it again with sync_creatives."
                                : "Leave it as it is."));
    }
}
