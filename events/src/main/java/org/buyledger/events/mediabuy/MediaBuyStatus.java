package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** Where a media buy stands. AdCP 3.1.19 has all of these but the first, which AdCP shows as a submitted task. */
public enum MediaBuyStatus {
    /** The publisher has to approve it. */
    @JsonProperty("pending_approval")
    PENDING_APPROVAL,
    /** Approved, but a package has no creative, or one that is not approved. */
    @JsonProperty("pending_creatives")
    PENDING_CREATIVES,
    /** Ready; its flight begins later. */
    @JsonProperty("pending_start")
    PENDING_START,
    /** Running. */
    @JsonProperty("active")
    ACTIVE,
    /** Held by the buyer or the publisher while nothing else blocks it. */
    @JsonProperty("paused")
    PAUSED,
    /** Its flight is over. Final. */
    @JsonProperty("completed")
    COMPLETED,
    /** The publisher declined it. Final. */
    @JsonProperty("rejected")
    REJECTED,
    /** Ended before its time by the buyer or the publisher. Final. */
    @JsonProperty("canceled")
    CANCELED;

    /** The status that {@link #wire} writes so. */
    public static MediaBuyStatus ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public boolean isFinal() {
        return this == COMPLETED || this == REJECTED || this == CANCELED;
    }

    /** Whether it has not begun to run. */
    public boolean isPending() {
        return this == PENDING_APPROVAL || this == PENDING_CREATIVES || this == PENDING_START;
    }

    /**
     * What a buyer may do with a buy of this status. AdCP 3.1.19, enums/media-buy-valid-action.json.
     *
     * @param held whether the buyer or the publisher holds it; a pending one may be held before its status shows it
     */
    public List<String> validActions(boolean held) {
        String hold = held ? "resume" : "pause";
        return switch (this) {
            case PENDING_APPROVAL, PENDING_CREATIVES, PENDING_START -> List.of(hold, "cancel", "sync_creatives");
            case ACTIVE, PAUSED ->
                List.of(
                        hold,
                        "cancel",
                        "update_budget",
                        "update_dates",
                        "update_packages",
                        "add_packages",
                        "sync_creatives");
            case COMPLETED, REJECTED, CANCELED -> List.of();
        };
    }

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
