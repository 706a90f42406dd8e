package org.buyledger.command.mediabuy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * Until when creatives may be sent and changed: so many hours before a package starts, as its product says, or else the
 * tenant. A package's deadline is fixed when it is made and when its start moves, so that a product which changes later
 * moves no promise. AdCP 3.1.19, core/package.json; docs/media-buy-lifecycle.md.
 */
final class Deadlines {
    private final Ledger ledger;
    private final Context context;
    private final PrincipalId principal;
    private final Findings found;
    private final boolean approved;

    /**
     * Takes whether the publisher has approved what is decided on: then what the buyer asked for in time is not late because
     * the publisher took its own.
     */
    Deadlines(Ledger ledger, Context context, PrincipalId principal, Findings found, boolean approved) {
        this.ledger = ledger;
        this.context = context;
        this.principal = principal;
        this.found = found;
        this.approved = approved;
    }

    /** A package with its deadline. One that is booked after it brings its creatives, since it could not get them later. */
    MediaPackage fix(String pointer, MediaPackage part, Flight flight) {
        Integer hours = hours(part);
        if (hours == null) {
            return part.withCreativeDeadline(null);
        }
        Instant start = PackageRules.of(part, flight).start();
        MediaPackage fixed = part.withCreativeDeadline(start.minus(Duration.ofHours(hours)));
        if (!isMissed(fixed, context.now())) {
            return fixed;
        }
        if (approved) {
            return fixed.withCreativeDeadline(null);
        }
        found.add(
                ErrorCode.CREATIVE_DEADLINE_EXCEEDED,
                pointer + "/creatives",
                "Creatives have to be there %d hour(s) before the package starts at %s, and it is %s."
                        .formatted(hours, start, context.now()),
                "Send them with the package, or let it start later.");
        return fixed;
    }

    /**
     * A package after an update: a new start is a new deadline; else the old one holds for its creatives.
     *
     * @param creatives the field that they are in, for what is found
     */
    MediaPackage changed(
            String pointer,
            String creatives,
            MediaPackage before,
            MediaPackage after,
            Flight flight,
            Flight newFlight) {
        if (after.isCanceled()) {
            return after;
        }
        if (!PackageRules.of(before, flight)
                .start()
                .equals(PackageRules.of(after, newFlight).start())) {
            return fix(pointer, after, newFlight);
        }
        boolean same = Set.copyOf(before.creativeAssignments()).equals(Set.copyOf(after.creativeAssignments()));
        if (!same && !approved && isPast(after, context.now())) {
            Failure failure = passed(after, context.now());
            found.add(failure.code(), pointer + creatives, failure.message(), failure.suggestion());
        }
        return after;
    }

    /** Why a creative cannot be replaced by another of its id, if it cannot: it serves where the deadline is past. */
    Optional<Failure> closed(CreativeId creative) {
        return approved ? Optional.empty() : closed(ledger, context, principal, creative);
    }

    static Optional<Failure> closed(Ledger ledger, Context context, PrincipalId principal, CreativeId creative) {
        return ledger
                .ids(
                        Index.BUYS_BY_CREATIVE,
                        CreativeEvent.subject(principal, creative).id())
                .stream()
                .flatMap(id -> ledger.find(MediaBuy.KIND, id).orElseThrow().packages().stream())
                .filter(part -> !part.isCanceled() && serves(part, creative) && isPast(part, context.now()))
                .findFirst()
                .map(part -> passed(part, context.now()).at("/creative_id"));
    }

    private static boolean serves(MediaPackage part, CreativeId creative) {
        return part.creativeAssignments().stream().anyMatch(a -> a.creativeId().equals(creative));
    }

    private @Nullable Integer hours(MediaPackage part) {
        Integer hours = Catalogue.product(ledger, part.productId())
                .map(Product::creativeLeadHours)
                .orElse(Tenant.of(ledger, context.tenant()).settings().creativeLeadHours());
        return hours == null || hours == 0 ? null : hours;
    }

    /** Whether a package's deadline has passed; at the deadline itself it has not. */
    static boolean isPast(MediaPackage part, Instant now) {
        Instant deadline = part.creativeDeadline();
        return deadline != null && now.isAfter(deadline);
    }

    /** Whether a package's deadline has passed and it is without creatives. */
    static boolean isMissed(MediaPackage part, Instant now) {
        return !part.isCanceled() && part.creativeAssignments().isEmpty() && isPast(part, now);
    }

    /** That the creatives of a package cannot change any more. */
    static Failure passed(MediaPackage part, Instant now) {
        return Failure.of(
                ErrorCode.CREATIVE_DEADLINE_EXCEEDED,
                null,
                "The creatives of package %s could change until %s, and it is %s."
                        .formatted(part.packageId(), part.creativeDeadline(), now),
                "Leave them as they are, or ask the publisher for more time.");
    }
}
