package org.buyledger.command.creative;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Subject;
import org.buyledger.events.creative.CreativeAsset;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.PrincipalId;

/**
 * One buyer's creatives while a decision adds to them: those of the ledger, and over them what this decision syncs. Made
 * for one decision and dropped with it.
 */
public final class Library {
    private static final int LONGEST_NAME = 255;

    private final Ledger ledger;
    private final Context context;
    private final PrincipalId principal;
    private final Map<CreativeId, Creative> changed = new HashMap<>();
    private final Set<CreativeId> approved = new LinkedHashSet<>();
    private final Set<CreativeId> stepped = new HashSet<>();
    private final List<Event> events = new ArrayList<>();

    public Library(Ledger ledger, Context context, PrincipalId principal) {
        this.ledger = ledger;
        this.context = context;
        this.principal = principal;
    }

    /** What a sync did to one creative. AdCP 3.1.19, enums/creative-action.json. */
    public sealed interface Synced {
        /** It is new. */
        record Created(CreativeStatus status) implements Synced {}

        /** It was there and is changed. */
        record Updated(CreativeStatus status) implements Synced {}

        /** It was there, just so. */
        record Unchanged(CreativeStatus status) implements Synced {}

        /** It is not taken. */
        record Failed(Failure failure) implements Synced {}
    }

    public Optional<Creative> find(CreativeId id) {
        Creative mine = changed.get(id);
        return mine == null ? Creative.find(ledger, principal, id) : Optional.of(mine);
    }

    public boolean isApproved(CreativeId id) {
        return find(id).filter(Creative::isApproved).isPresent();
    }

    /** Whose library it is. */
    public PrincipalId principal() {
        return principal;
    }

    /** The creatives that this decision makes fit to serve. */
    public Set<CreativeId> approved() {
        return approved;
    }

    /** The events of all that happened to the library, in order. */
    public List<Event> events() {
        return events;
    }

    /** Lets something happen to one of the creatives. */
    Creative add(CreativeEvent event) {
        Optional<Creative> before = find(event.creativeId());
        Creative after = Creative.evolve(before.orElse(null), event);
        changed.put(after.id(), after);
        events.add(event);
        if (after.isApproved() && before.filter(Creative::isApproved).isEmpty()) {
            approved.add(after.id());
        }
        return after;
    }

    /** Takes a creative out; nobody has to review it any more. */
    void archive(Creative creative) {
        add(new CreativeEvent.Archived(principal, creative.id(), CreativeStatus.ARCHIVED));
        events.addAll(Step.cancelOpen(ledger, creative.subject(), null, "The creative was archived."));
    }

    /**
     * Adds a creative, or replaces what is known of it; then the tenant's mode of review says who has to look at it. A
     * changed creative is reviewed anew, and so is one that was archived.
     *
     * @param closed why a creative that is known cannot change, if it cannot. It does not count for one that the publisher
     *     rejected: a rejection asks for another, whenever it comes.
     */
    public Synced sync(CreativeAsset asset, Function<CreativeId, Optional<Failure>> closed) {
        Optional<Failure> failure = check(asset);
        if (failure.isPresent()) {
            return new Synced.Failed(failure.get());
        }
        CreativeEvent.Content content = new CreativeEvent.Content(
                asset.name(), asset.formatId(), asset.formatKind(), asset.assets(), asset.tags(), asset.details());
        Optional<Creative> before = find(asset.creativeId());
        if (before.isPresent()
                && before.get().content().equals(content)
                && !before.get().isArchived()) {
            return new Synced.Unchanged(before.get().status());
        }
        Optional<Failure> late = before.filter(creative -> creative.status() != CreativeStatus.REJECTED)
                .flatMap(creative -> closed.apply(creative.id()));
        if (late.isPresent()) {
            return new Synced.Failed(late.get());
        }
        ApprovalMode mode = Tenant.of(ledger, context.tenant()).settings().approvalMode();
        CreativeStatus status = switch (mode) {
            case AUTO_APPROVE -> CreativeStatus.APPROVED;
            case REQUIRE_HUMAN, AI_POWERED -> CreativeStatus.PENDING_REVIEW;
        };
        step(mode, add(new CreativeEvent.Synced(principal, asset.creativeId(), content, status)));
        return before.isPresent() ? new Synced.Updated(status) : new Synced.Created(status);
    }

    /** One step waits for a creative at a time: one that is open already stands for what the creative is now. */
    private void step(ApprovalMode mode, Creative creative) {
        if (!stepped.add(creative.id())) {
            return;
        }
        Subject subject = creative.subject();
        switch (mode) {
            case AUTO_APPROVE ->
                events.addAll(Step.cancelOpen(ledger, subject, null, "Creatives are approved as they arrive."));
            case AI_POWERED ->
                events.addAll(Step.cancelOpen(ledger, subject, null, "It was sent anew; an agent reviews it first."));
            case REQUIRE_HUMAN -> {
                if (Step.open(ledger, subject).isEmpty()) {
                    events.add(
                            ReviewStep.opened(ledger, context, subject, creative.id(), creative.revision(), principal));
                }
            }
        }
    }

    private static Optional<Failure> check(CreativeAsset asset) {
        if (asset.name().isBlank() || asset.name().length() > LONGEST_NAME) {
            return Optional.of(Failure.of(
                    ErrorCode.VALIDATION_ERROR,
                    "/name",
                    "A creative's name has 1 to " + LONGEST_NAME + " characters.",
                    "Give it another name."));
        }
        if ((asset.formatId() == null) == (asset.formatKind() == null)) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_REQUEST,
                    "/format_id",
                    "A creative has a format_id or a format_kind, and not both.",
                    "Give exactly one of them."));
        }
        if (!asset.assets().isObject()) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_REQUEST,
                    "/assets",
                    "A creative's assets are an object, each under its role.",
                    "Send an object such as {\"image\": {...}}."));
        }
        return Optional.empty();
    }
}
