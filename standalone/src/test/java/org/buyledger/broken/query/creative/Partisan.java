package org.buyledger.broken.query.creative;

import org.buyledger.broken.query.mediabuy.Partisan.MediaBuy;

/** Goes round in a circle with media buys. */
public record Partisan(MediaBuy mediaBuy) {
    /** What media buys know. */
    public record Creative() {}
}
