package org.buyledger.command.creative;

import static org.buyledger.command.decision.Decision.refuse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Revisions;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.WorkflowDecider;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.creative.CreativeCommand.ReviewCreative;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/**
 * One review_creative. A person's word counts. An agent's counts where it is sure by the tenant's thresholds and nothing
 * sensitive is touched; else the creative goes to a person, with what the agent said.
 */
final class ReviewDecision {
    private final Ledger ledger;
    private final Context context;
    private final Buys buys;
    private final ReviewCreative command;
    private final boolean approve;

    ReviewDecision(Ledger ledger, Context context, Buys buys, ReviewCreative command) {
        this.ledger = ledger;
        this.context = context;
        this.buys = buys;
        this.command = command;
        this.approve = command.decision() == Verdict.APPROVE;
    }

    Decision decide() {
        Optional<Creative> found = Creative.find(ledger, command.principalId(), command.creativeId());
        if (found.isEmpty()) {
            return refuse(CreativeDecider.notFound(command.principalId(), command.creativeId()));
        }
        Creative creative = found.get();
        BigDecimal confidence = command.confidence();
        Optional<Failure> refused = Revisions.conflict("Creative " + creative.id(), command.revision(), found)
                .or(() -> state(creative))
                .or(() -> approve
                        ? Optional.empty()
                        : WorkflowDecider.checkReason(command.reason() == null ? "" : command.reason()))
                .or(() -> confidence == null ? Optional.empty() : agent(creative, confidence));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        return confidence == null ? byPerson(creative) : byAgent(creative, confidence);
    }

    /** AdCP's transitions that a publisher makes: pending_review to either; approved to rejected; suspended to either. */
    private Optional<Failure> state(Creative creative) {
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
                        creative.isUsable()
                                ? "Leave it as it is."
                                : "The buyer has to send it again with sync_creatives."));
    }

    /** When an agent may review: where the tenant has it do so, and as long as the creative does not wait for a person. */
    private Optional<Failure> agent(Creative creative, BigDecimal confidence) {
        if (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0) {
            return Optional.of(Failure.of(
                    ErrorCode.VALIDATION_ERROR,
                    "/confidence",
                    "A confidence is 0 to 1, not " + confidence.toPlainString() + ".",
                    "Say how sure the agent is that the creative may serve: 1 for certainly, 0 for certainly not."));
        }
        if (settings().approvalMode() != ApprovalMode.AI_POWERED) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_STATE,
                    "/confidence",
                    "Agents do not review this tenant's creatives: its approval_mode is not ai-powered.",
                    "Leave confidence out to decide as a person, or set approval_mode with update_tenant."));
        }
        List<Step> waiting = Step.open(ledger, creative.subject());
        if (creative.status() != CreativeStatus.PENDING_REVIEW || !waiting.isEmpty()) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_STATE,
                    "/creative_id",
                    "Creative %s is not for an agent to decide: %s."
                            .formatted(
                                    creative.id(),
                                    waiting.isEmpty()
                                            ? "it is " + creative.status().wire()
                                            : "it waits for a person in step "
                                                    + waiting.getFirst().id()),
                    "A person decides on it, without confidence."));
        }
        return Optional.empty();
    }

    private TenantSettings settings() {
        return Tenant.of(ledger, context.tenant()).settings();
    }

    private Decision byPerson(Creative creative) {
        boolean overrides = creative.agentSaid() != null && creative.agentSaid() != command.decision();
        String policy = command.policyTriggered();
        return decided(creative, review(creative, CreativeReview.Type.HUMAN, policy, overrides));
    }

    private Decision byAgent(Creative creative, BigDecimal confidence) {
        TenantSettings settings = settings();
        Optional<String> sensitive =
                command.categories().stream().filter(settings::sensitive).findFirst();
        boolean sure = approve
                ? confidence.compareTo(settings.approveFrom()) >= 0
                : confidence.compareTo(settings.rejectUpTo()) <= 0;
        CreativeReview review =
                review(creative, CreativeReview.Type.AI, sensitive.orElse(command.policyTriggered()), false);
        if (sure && sensitive.isEmpty()) {
            return decided(creative, review);
        }
        List<Event> events = List.of(
                new CreativeEvent.Escalated(creative.principal(), creative.id(), review, CreativeStatus.PENDING_REVIEW),
                ReviewStep.opened(
                        ledger,
                        context,
                        creative.subject(),
                        creative.id(),
                        creative.revision() + 1,
                        creative.principal()));
        return CreativeDecider.changed(creative, events, CreativeStatus.PENDING_REVIEW);
    }

    private CreativeReview review(
            Creative creative, CreativeReview.Type type, @Nullable String policy, boolean overrides) {
        return new CreativeReview(
                context.newReviewId(creative.id()),
                type,
                command.decision(),
                command.confidence(),
                command.categories(),
                policy,
                command.reason(),
                command.recommendations(),
                overrides);
    }

    private Decision decided(Creative creative, CreativeReview review) {
        List<Event> events = new ArrayList<>();
        List<Step> steps = Step.open(ledger, creative.subject());
        StepId step = steps.isEmpty() ? null : steps.getFirst().id();
        String reason = command.reason();
        if (step != null) {
            events.add(
                    approve || reason == null
                            ? new WorkflowEvent.Approved(step, reason, StepStatus.APPROVED)
                            : new WorkflowEvent.Rejected(step, reason, StepStatus.REJECTED));
        }
        events.addAll(
                approve
                        ? approval(ledger, context, buys, creative, step, review)
                        : List.of(rejection(creative, step, reason == null ? "" : reason, review)));
        return CreativeDecider.changed(creative, events, approve ? CreativeStatus.APPROVED : CreativeStatus.REJECTED);
    }

    /** What approving a creative does: to itself, and to the buys that waited for it. */
    static List<Event> approval(
            Ledger ledger,
            Context context,
            Buys buys,
            Creative creative,
            @Nullable StepId step,
            CreativeReview review) {
        Library library = new Library(ledger, context, creative.principal());
        library.add(
                new CreativeEvent.Approved(creative.principal(), creative.id(), step, review, CreativeStatus.APPROVED));
        List<Event> events = new ArrayList<>(library.events());
        events.addAll(buys.afterApproval(ledger, context, library));
        return events;
    }

    static CreativeEvent rejection(Creative creative, @Nullable StepId step, String reason, CreativeReview review) {
        return new CreativeEvent.Rejected(
                creative.principal(), creative.id(), step, reason, review, CreativeStatus.REJECTED);
    }
}
