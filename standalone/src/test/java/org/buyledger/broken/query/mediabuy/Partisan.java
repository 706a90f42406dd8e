package org.buyledger.broken.query.mediabuy;

import org.buyledger.broken.query.creative.Partisan.Creative;

/** Goes round in a circle with creatives. */
public record Partisan(Creative creative) {
    /** What creatives know. */
    public record MediaBuy() {}
}
