package org.buyledger.command.mediabuy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.creative.Buys;
import org.buyledger.command.creative.Library;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.creative.CreativeCommand.Assignment;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.tenancy.PrincipalId;

/** What decisions about creatives do to the buys that they serve in. */
public final class CreativesOfBuys implements Buys {

    @Override
    public List<MediaBuyEvent> afterApproval(Ledger ledger, Context context, Library library) {
        return moved(ledger, context, library, Set.of());
    }

    /**
     * Moves every buy that waited for a creative which the library approves.
     *
     * @param but the ids of buys that the decision changes otherwise
     */
    static List<MediaBuyEvent> moved(Ledger ledger, Context context, Library library, Set<String> but) {
        Set<String> waiting = new LinkedHashSet<>();
        for (CreativeId creative : library.approved()) {
            waiting.addAll(ledger.ids(
                    Index.BUYS_BY_CREATIVE,
                    CreativeEvent.subject(library.principal(), creative).id()));
        }
        waiting.removeAll(but);
        List<MediaBuyEvent> events = new ArrayList<>();
        for (String id : waiting) {
            MediaBuy buy = ledger.find(MediaBuy.KIND, id).orElseThrow();
            if (buy.status() == MediaBuyStatus.PENDING_APPROVAL) {
                continue; // the publisher's approval decides what it waits for next
            }
            MediaBuyStatus next = Lifecycle.next(buy, library::isApproved, context.now());
            if (next != buy.status()) {
                events.add(new MediaBuyEvent.CreativesApproved(buy.id(), buy.principal(), next));
            }
        }
        return events;
    }

    @Override
    public Assigned assign(
            Ledger ledger, Context context, PrincipalId principal, Library library, List<Assignment> assignments) {
        Map<String, MediaBuy> changed = new LinkedHashMap<>();
        Map<String, Set<MediaPackage>> packages = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            String at = "/assignments/" + i;
            Findings found = new Findings();
            Optional<MediaBuy> buy = buyOf(ledger, principal, assignment, changed);
            Optional<MediaPackage> part = buy.flatMap(b -> b.find(assignment.packageId()));
            if (buy.isEmpty() || part.isEmpty()) {
                outcomes.add(new Outcome.Refused(Failure.of(
                        ErrorCode.PACKAGE_NOT_FOUND,
                        at + "/package_id",
                        "There is no package " + assignment.packageId() + ".",
                        "Name a package of one of your media buys.")));
                continue;
            }
            CreativeAssignment made = new CreativeAssignment(
                    assignment.creativeId(), assignment.weight(), assignment.placementIds(), assignment.details());
            check(ledger, context, buy.get(), part.get(), made, at, library, found);
            if (found.any()) {
                outcomes.add(new Outcome.Refused(found.failure().orElseThrow()));
                continue;
            }
            MediaPackage after = with(part.get(), made);
            String id = buy.get().id().value();
            changed.put(id, buy.get().with(List.of(after)));
            Set<MediaPackage> parts = packages.computeIfAbsent(id, key -> new LinkedHashSet<>());
            parts.removeIf(p -> p.packageId().equals(after.packageId()));
            parts.add(after);
            outcomes.add(new Outcome.Made());
        }
        List<Event> events = new ArrayList<>();
        changed.forEach((id, buy) -> events.add(new MediaBuyEvent.CreativesAssigned(
                buy.id(),
                buy.principal(),
                List.copyOf(packages.getOrDefault(id, Set.of())),
                buy.status() == MediaBuyStatus.PENDING_APPROVAL
                        ? buy.status()
                        : Lifecycle.next(buy, library::isApproved, context.now()))));
        events.addAll(moved(ledger, context, library, changed.keySet()));
        return new Assigned(events, outcomes);
    }

    @Override
    public Optional<Failure> closed(Ledger ledger, Context context, PrincipalId principal, CreativeId creative) {
        return Deadlines.closed(ledger, context, principal, creative);
    }

    private static Optional<MediaBuy> buyOf(
            Ledger ledger, PrincipalId principal, Assignment assignment, Map<String, MediaBuy> changed) {
        PackageId part = assignment.packageId();
        return part.buy()
                .map(MediaBuyId::value)
                .or(() ->
                        ledger.ids(Index.BUYS_BY_PACKAGE, part.value()).stream().findFirst())
                .flatMap(id -> Optional.ofNullable(changed.get(id)).or(() -> ledger.find(MediaBuy.KIND, id)))
                .filter(buy -> buy.principal().equals(principal));
    }

    private static void check(
            Ledger ledger,
            Context context,
            MediaBuy buy,
            MediaPackage part,
            CreativeAssignment assignment,
            String at,
            Library library,
            Findings found) {
        if (buy.status().isFinal() || part.isCanceled()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    at + "/package_id",
                    "Package %s is over: %s."
                            .formatted(
                                    part.packageId(),
                                    part.isCanceled()
                                            ? "it is canceled"
                                            : "its buy is " + buy.status().wire()),
                    "Assign to a package that lives.");
            return;
        }
        if (Deadlines.isPast(part, context.now()) && !part.creativeAssignments().contains(assignment)) {
            Failure passed = Deadlines.passed(part, context.now());
            found.add(passed.code(), at + "/package_id", passed.message(), passed.suggestion());
            return;
        }
        Catalogue.product(ledger, part.productId())
                .ifPresent(product -> new PackageRules(ledger, context, buy.principal(), library, found)
                        .assignment(at, assignment, product));
    }

    private static MediaPackage with(MediaPackage part, CreativeAssignment made) {
        List<CreativeAssignment> all = new ArrayList<>(part.creativeAssignments());
        all.removeIf(a -> a.creativeId().equals(made.creativeId()));
        all.add(made);
        return part.withCreativeAssignments(all);
    }
}
