package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.MediaBuyCommand.ExtendCreativeDeadline;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.jspecify.annotations.Nullable;

/** The publisher gives more time for creatives; it takes none away, since a deadline is a promise. */
final class ExtendDeadline {
    private ExtendDeadline() {}

    static Decision decide(Ledger ledger, Context context, ExtendCreativeDeadline command) {
        Optional<MediaBuy> found =
                ledger.find(MediaBuy.KIND, command.mediaBuyId().value());
        if (found.isEmpty()) {
            return refuse(MediaBuyDecider.notFound(command.mediaBuyId()));
        }
        MediaBuy buy = found.get();
        List<MediaPackage> extended = buy.packages().stream()
                .filter(part -> isNamed(part, command.packageId()) && isEarlier(part, command.creativeDeadline()))
                .map(part -> part.withCreativeDeadline(command.creativeDeadline()))
                .toList();
        Optional<Failure> refused = Revisions.conflict("Media buy " + buy.id(), command.revision(), found)
                .or(() -> state(buy, command))
                .or(() -> time(buy, command, extended, context.now()));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        MediaBuyEvent event = new MediaBuyEvent.CreativeDeadlineExtended(
                buy.id(), buy.principal(), extended, buy.with(extended).creativeDeadline(), buy.status());
        return accept(
                List.of(event),
                Responses.changed(buy.subject(), buy.revision() + 1)
                        .put("status", buy.status().wire()));
    }

    private static boolean isNamed(MediaPackage part, @Nullable PackageId named) {
        return !part.isCanceled() && (named == null || part.packageId().equals(named));
    }

    private static boolean isEarlier(MediaPackage part, Instant deadline) {
        return part.creativeDeadline() != null && part.creativeDeadline().isBefore(deadline);
    }

    private static Optional<Failure> state(MediaBuy buy, ExtendCreativeDeadline command) {
        if (buy.status().isFinal()) {
            return Optional.of(Failure.of(
                    ErrorCode.INVALID_STATE,
                    "/media_buy_id",
                    "Media buy %s is %s and takes no creatives."
                            .formatted(buy.id(), buy.status().wire()),
                    "Leave it as it is."));
        }
        PackageId named = command.packageId();
        if (named == null) {
            return Optional.empty();
        }
        Optional<MediaPackage> part = buy.find(named);
        if (part.isEmpty()) {
            return Optional.of(Failure.of(
                    ErrorCode.PACKAGE_NOT_FOUND,
                    "/package_id",
                    "Media buy %s has no package %s.".formatted(buy.id(), named),
                    "Read the buy: GET /v1/media-buys/" + buy.id() + "."));
        }
        return part.get().isCanceled()
                ? Optional.of(Failure.of(
                        ErrorCode.INVALID_STATE,
                        "/package_id",
                        "Package " + named + " is canceled and takes no creatives.",
                        "Name a package that lives."))
                : Optional.empty();
    }

    private static Optional<Failure> time(
            MediaBuy buy, ExtendCreativeDeadline command, List<MediaPackage> extended, Instant now) {
        Instant deadline = command.creativeDeadline();
        if (!deadline.isAfter(now)) {
            return Optional.of(Failure.of(
                    ErrorCode.VALIDATION_ERROR,
                    "/creative_deadline",
                    "The deadline would be %s, and it is %s.".formatted(deadline, now),
                    "Give a time in the future."));
        }
        return extended.isEmpty()
                ? Optional.of(Failure.of(
                        ErrorCode.VALIDATION_ERROR,
                        "/creative_deadline",
                        "No such package of media buy %s has a deadline before %s.".formatted(buy.id(), deadline),
                        "Give a later time than its deadline; where it has none, creatives are never late."))
                : Optional.empty();
    }
}
