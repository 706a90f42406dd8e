package org.buyledger.command.mediabuy;

import static org.buyledger.events.mediabuy.MediaBuyStatus.ACTIVE;
import static org.buyledger.events.mediabuy.MediaBuyStatus.CANCELED;
import static org.buyledger.events.mediabuy.MediaBuyStatus.COMPLETED;
import static org.buyledger.events.mediabuy.MediaBuyStatus.PAUSED;
import static org.buyledger.events.mediabuy.MediaBuyStatus.PENDING_APPROVAL;
import static org.buyledger.events.mediabuy.MediaBuyStatus.PENDING_CREATIVES;
import static org.buyledger.events.mediabuy.MediaBuyStatus.PENDING_START;
import static org.buyledger.events.mediabuy.MediaBuyStatus.REJECTED;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.MediaBuyStatus;

/** Where a media buy stands, and where it may go; the table is in docs/media-buy-lifecycle.md. */
public final class Lifecycle {
    private static final Map<MediaBuyStatus, Set<MediaBuyStatus>> LEGAL = Map.of(
            PENDING_APPROVAL, Set.of(PENDING_CREATIVES, PENDING_START, ACTIVE, PAUSED, REJECTED, CANCELED),
            PENDING_CREATIVES, Set.of(PENDING_START, ACTIVE, PAUSED, REJECTED, CANCELED),
            PENDING_START, Set.of(ACTIVE, PAUSED, REJECTED, CANCELED),
            ACTIVE, Set.of(PAUSED, COMPLETED, CANCELED),
            PAUSED, Set.of(ACTIVE, COMPLETED, CANCELED),
            COMPLETED, Set.of(),
            REJECTED, Set.of(),
            CANCELED, Set.of());

    private Lifecycle() {}

    public static boolean allows(MediaBuyStatus from, MediaBuyStatus to) {
        return LEGAL.getOrDefault(from, Set.of()).contains(to);
    }

    /**
     * The one rule for the status of an approved buy: creatives first, then the start, then the hold. It is asked at
     * creation, after an approval, a creative decision and an update, and by the clock.
     */
    static MediaBuyStatus of(boolean hasCreatives, boolean started, boolean held) {
        if (!hasCreatives) {
            return PENDING_CREATIVES;
        }
        if (!started) {
            return PENDING_START;
        }
        return held ? PAUSED : ACTIVE;
    }

    /** The status that a buy has now: one that nobody has approved waits on, whatever else is done to it. */
    static MediaBuyStatus next(MediaBuy buy, Predicate<CreativeId> approved, Instant now) {
        return buy.status() == PENDING_APPROVAL ? PENDING_APPROVAL : nextOfApproved(buy, approved, now);
    }

    /** The status that an approved buy has now, where the table lets it go there; else the one that it has. */
    static MediaBuyStatus nextOfApproved(MediaBuy buy, Predicate<CreativeId> approved, Instant now) {
        MediaBuyStatus due =
                of(buy.hasCreatives(approved), !now.isBefore(buy.flight().start()), buy.held());
        return allows(buy.status(), due) ? due : buy.status();
    }
}
