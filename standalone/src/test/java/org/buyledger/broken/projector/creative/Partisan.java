package org.buyledger.broken.projector.creative;

import org.buyledger.broken.projector.mediabuy.Partisan.MediaBuy;

/** Goes round in a circle with media buys. */
public record Partisan(MediaBuy mediaBuy) {
    /** What media buys know. */
    public record Creative() {}
}
