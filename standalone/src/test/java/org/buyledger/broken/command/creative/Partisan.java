package org.buyledger.broken.command.creative;

import org.buyledger.broken.command.mediabuy.Partisan.MediaBuy;

/** Goes round in a circle with media buys. */
public record Partisan(MediaBuy mediaBuy) {
    /** What media buys know. */
    public record Creative() {}
}
