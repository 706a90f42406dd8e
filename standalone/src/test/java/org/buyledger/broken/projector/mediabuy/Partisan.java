package org.buyledger.broken.projector.mediabuy;

import org.buyledger.broken.projector.creative.Partisan.Creative;

/** Goes round in a circle with creatives. */
public record Partisan(Creative creative) {
    /** What creatives know. */
    public record MediaBuy() {}
}
