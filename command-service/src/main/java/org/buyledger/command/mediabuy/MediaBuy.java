package org.buyledger.command.mediabuy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * A media buy, as decisions see it.
 *
 * @param held whether it is paused, which its status shows once nothing else blocks it
 */
public record MediaBuy(
        long revision,
        MediaBuyId id,
        PrincipalId principal,
        MediaBuyStatus status,
        boolean held,
        Flight flight,
        String currency,
        List<MediaPackage> packages,
        @Nullable Instant confirmedAt)
        implements Entity {

    public static final Kind<MediaBuy> KIND = Kind.of("media_buy", MediaBuy.class, MediaBuy::pointers);

    /** A buyer's own buy; another's is as if it were not there. */
    public static Optional<MediaBuy> find(Ledger ledger, PrincipalId principal, MediaBuyId id) {
        return ledger.find(KIND, id.value()).filter(buy -> buy.principal.equals(principal));
    }

    private static Set<Pointer> pointers(MediaBuy buy) {
        Set<Pointer> pointers = new HashSet<>();
        for (MediaPackage part : buy.packages) {
            if (!part.packageId().buy().equals(Optional.of(buy.id))) {
                pointers.add(new Pointer(Index.BUYS_BY_PACKAGE, part.packageId().value(), buy.id.value()));
            }
            if (buy.status.isFinal() || part.isCanceled()) {
                continue;
            }
            pointers.add(Pointer.dependent(
                    CatalogueEvent.price(part.productId(), part.pricingOptionId()),
                    new Subject(KIND.name(), buy.id.value())));
            for (CreativeAssignment assignment : part.creativeAssignments()) {
                String creative = CreativeEvent.subject(buy.principal, assignment.creativeId())
                        .id();
                pointers.add(new Pointer(Index.BUYS_BY_CREATIVE, creative, buy.id.value()));
            }
        }
        buy.due().ifPresent(at -> pointers.add(Pointer.due(at, new Subject(KIND.name(), buy.id.value()))));
        return pointers;
    }

    /** When time alone next changes it. */
    private Optional<Instant> due() {
        return switch (status) {
            case PENDING_START -> Optional.of(flight.start());
            case ACTIVE, PAUSED -> Optional.of(flight.end());
            case PENDING_APPROVAL, PENDING_CREATIVES, COMPLETED, REJECTED, CANCELED -> Optional.empty();
        };
    }

    Subject subject() {
        return new Subject(KIND.name(), id.value());
    }

    public Optional<MediaPackage> find(PackageId id) {
        return packages.stream().filter(p -> p.packageId().equals(id)).findFirst();
    }

    /** The sum of the packages' budgets. */
    public BigDecimal budget() {
        return budget(packages);
    }

    static BigDecimal budget(List<MediaPackage> packages) {
        return packages.stream().map(MediaPackage::budget).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether every package that lives has a creative, and none that is not approved. */
    boolean hasCreatives(Predicate<CreativeId> approved) {
        return packages.stream()
                .filter(part -> !part.isCanceled())
                .allMatch(part -> !part.creativeAssignments().isEmpty()
                        && part.creativeAssignments().stream().allMatch(a -> approved.test(a.creativeId())));
    }

    /**
     * The earliest deadline for creatives of its packages that live; null where one of them has none, since AdCP lets the buy's
     * hold for such a package.
     */
    public @Nullable Instant creativeDeadline() {
        Instant earliest = null;
        for (MediaPackage part : packages) {
            if (part.isCanceled()) {
                continue;
            }
            Instant deadline = part.creativeDeadline();
            if (deadline == null) {
                return null;
            }
            earliest = earliest == null || deadline.isBefore(earliest) ? deadline : earliest;
        }
        return earliest;
    }

    /** The buy with packages put in the place of those of the same id, new ones at the end. */
    MediaBuy with(List<MediaPackage> changed) {
        List<MediaPackage> merged = new ArrayList<>(packages);
        for (MediaPackage part : changed) {
            int at = indexOf(merged, part.packageId());
            if (at < 0) {
                merged.add(part);
            } else {
                merged.set(at, part);
            }
        }
        return new MediaBuy(revision, id, principal, status, held, flight, currency, merged, confirmedAt);
    }

    private static int indexOf(List<MediaPackage> packages, PackageId id) {
        for (int i = 0; i < packages.size(); i++) {
            if (packages.get(i).packageId().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    MediaBuy with(Flight newFlight, boolean newHeld) {
        return new MediaBuy(revision, id, principal, status, newHeld, newFlight, currency, packages, confirmedAt);
    }

    /** The buy in another status, as if it had been made so. */
    MediaBuy in(MediaBuyStatus newStatus) {
        return new MediaBuy(revision, id, principal, newStatus, held, flight, currency, packages, confirmedAt);
    }

    private MediaBuy next(MediaBuyStatus newStatus) {
        return new MediaBuy(revision + 1, id, principal, newStatus, held, flight, currency, packages, confirmedAt);
    }

    public static MediaBuy evolve(@Nullable MediaBuy before, MediaBuyEvent event) {
        if (event instanceof MediaBuyEvent.Created e) {
            return new MediaBuy(
                    1,
                    e.mediaBuyId(),
                    e.principalId(),
                    e.status(),
                    e.paused(),
                    new Flight(e.startTime(), e.endTime()),
                    e.currency(),
                    e.packages(),
                    e.confirmedAt());
        }
        MediaBuy buy = Objects.requireNonNull(before).next(event.status());
        return switch (event) {
            case MediaBuyEvent.Created e -> buy;
            case MediaBuyEvent.Approved e -> buy.with(e.packages()).confirmed(e.confirmedAt());
            case MediaBuyEvent.Updated e ->
                buy.with(e.packages()).with(new Flight(e.startTime(), e.endTime()), e.paused());
            case MediaBuyEvent.CreativeDeadlineExtended e -> buy.with(e.packages());
            case MediaBuyEvent.Prioritized e -> buy;
            case MediaBuyEvent.CreativesAssigned e -> buy.with(e.packages());
            case MediaBuyEvent.CreativesApproved e -> buy;
            case MediaBuyEvent.Started e -> buy;
            case MediaBuyEvent.Completed e -> buy;
            case MediaBuyEvent.Rejected e -> buy;
            case MediaBuyEvent.Canceled e -> buy;
        };
    }

    /** Confirmed at a time, unless it was before: the first time stands. */
    private MediaBuy confirmed(Instant at) {
        return confirmedAt != null
                ? this
                : new MediaBuy(revision, id, principal, status, held, flight, currency, packages, at);
    }
}
