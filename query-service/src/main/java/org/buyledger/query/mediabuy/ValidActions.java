package org.buyledger.query.mediabuy;

import java.util.List;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;

/** What a buyer may ask of a media buy. AdCP 3.1.19, media-buy state machine. */
final class ValidActions {
    private static final List<String> PENDING = List.of("pause", "cancel", "sync_creatives");
    private static final List<String> PENDING_HELD = List.of("resume", "cancel", "sync_creatives");
    private static final List<String> ACTIVE = List.of(
            "pause", "cancel", "update_budget", "update_dates", "update_packages", "add_packages", "sync_creatives");
    private static final List<String> PAUSED = List.of(
            "resume", "cancel", "update_budget", "update_dates", "update_packages", "add_packages", "sync_creatives");

    private ValidActions() {}

    /**
     * The actions.
     *
     * @param paused whether the buy is held; a pending one may be before its status shows it
     */
    static List<String> of(MediaBuyStatus status, boolean paused) {
        return switch (status) {
            case pending_approval, pending_creatives, pending_start -> paused ? PENDING_HELD : PENDING;
            case active -> ACTIVE;
            case paused -> PAUSED;
            case completed, rejected, canceled -> List.of();
        };
    }
}
