package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;
import static org.buyledger.command.decision.Decision.submit;

import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Subject;
import org.buyledger.events.configuration.ManualOperation;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.mediabuy.Party;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepType;

/** The rules for a buyer's change of a buy: all of it or nothing. AdCP 3.1.19, update_media_buy. */
final class UpdateMediaBuyDecider {
    private UpdateMediaBuyDecider() {}

    static Decision decide(Ledger ledger, Context context, UpdateMediaBuy command) {
        Optional<MediaBuy> found = MediaBuy.find(ledger, context.caller().principal(), command.mediaBuyId());
        if (found.isEmpty()) {
            return refuse(MediaBuyDecider.notFound(command.mediaBuyId()));
        }
        MediaBuy buy = found.get();
        Optional<Failure> conflict = Revisions.conflict("Media buy " + buy.id(), command.revision(), found);
        if (Boolean.TRUE.equals(command.canceled())) {
            return conflict.map(Decision::refuse).orElseGet(() -> cancel(ledger, context, buy, command));
        }
        Optional<Failure> refused = conflict.or(() -> shape(buy, command)).or(() -> state(buy, command));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        UpdateProposal proposal = new UpdateProposal(ledger, context, buy, command, false);
        if (proposal.failure().isPresent()) {
            return refuse(proposal.failure().get());
        }
        boolean held = !proposal.isRoutine()
                && Approval.isNeeded(ledger, context, ManualOperation.UPDATE_MEDIA_BUY, proposal.packages());
        if (Boolean.TRUE.equals(command.dryRun())) {
            return accept(List.of(), applied(context, buy, proposal, command));
        }
        return held
                ? hold(ledger, context, buy, command)
                : accept(proposal.events(null), applied(context, buy, proposal, command));
    }

    private static tools.jackson.databind.node.ObjectNode applied(
            Context context, MediaBuy buy, UpdateProposal proposal, UpdateMediaBuy command) {
        MediaBuy after = MediaBuy.evolve(buy, proposal.event(null));
        return Answers.updated(after, proposal.changed(), context.now(), command.context());
    }

    /** The request waits in a step, as it was sent; the buy stays as it is. */
    private static Decision hold(Ledger ledger, Context context, MediaBuy buy, UpdateMediaBuy command) {
        StepId step = context.newStepId();
        UpdateMediaBuy kept = new UpdateMediaBuy(
                command.idempotencyKey(),
                command.account(),
                command.mediaBuyId(),
                command.revision(),
                command.paused(),
                command.canceled(),
                command.cancellationReason(),
                command.startTime(),
                command.endTime(),
                command.packages(),
                command.newPackages(),
                null,
                null,
                Credentials.leftOut(command.details()));
        Event opened = Step.opened(
                ledger,
                context,
                step,
                StepType.MEDIA_BUY_UPDATE,
                new Subject(MediaBuy.KIND.name(), buy.id().value()),
                buy.revision(),
                buy.principal(),
                kept);
        return submit(
                List.of(opened), Answers.submitted(step, "The change waits for the publisher.", command.context()));
    }

    private static Decision cancel(Ledger ledger, Context context, MediaBuy buy, UpdateMediaBuy command) {
        if (buy.status().isFinal()) {
            return refuse(Cancel.notCancellable(buy));
        }
        List<Event> events = Cancel.events(ledger, context, buy, Party.BUYER, command.cancellationReason());
        MediaBuy after = MediaBuy.evolve(buy, Cancel.event(context, buy, Party.BUYER, command.cancellationReason()));
        return accept(
                Boolean.TRUE.equals(command.dryRun()) ? List.of() : events,
                Answers.updated(after, List.of(), context.now(), command.context()));
    }

    private static Optional<Failure> shape(MediaBuy buy, UpdateMediaBuy command) {
        if (Boolean.FALSE.equals(command.canceled())) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_REQUEST,
                    "/canceled",
                    "canceled can only be true: a canceled buy stays so.",
                    "Leave it out."));
        }
        boolean empty = command.paused() == null
                && command.startTime() == null
                && command.endTime() == null
                && command.packages().isEmpty()
                && command.newPackages().isEmpty()
                && command.details().isEmpty();
        return empty
                ? Optional.of(Failure.of(
                        ErrorCode.INVALID_REQUEST,
                        null,
                        "The update of " + buy.id() + " changes nothing.",
                        "Give at least one of paused, canceled, start_time, end_time, packages, new_packages."))
                : Optional.empty();
    }

    /** Whether the buy's status lets a buyer do this, as its valid actions say. */
    private static Optional<Failure> state(MediaBuy buy, UpdateMediaBuy command) {
        boolean beyondCreatives = command.startTime() != null
                || command.endTime() != null
                || !command.newPackages().isEmpty()
                || !command.packages().stream().allMatch(UpdateProposal::concernsCreativesOnly);
        if (!buy.status().isFinal() && !(buy.status().isPending() && beyondCreatives)) {
            return Optional.empty();
        }
        List<String> actions = buy.status().validActions(buy.held());
        return Optional.of(Failure.of(
                ErrorCode.INVALID_STATE,
                "/media_buy_id",
                "Media buy %s is %s and cannot be changed so."
                        .formatted(buy.id(), buy.status().wire()),
                actions.isEmpty()
                        ? "It is over; create a new one."
                        : "Now it allows: " + String.join(", ", actions) + "."));
    }
}
