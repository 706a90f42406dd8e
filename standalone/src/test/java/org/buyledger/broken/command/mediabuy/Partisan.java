package org.buyledger.broken.command.mediabuy;

import org.buyledger.broken.command.creative.Partisan.Creative;
import org.buyledger.broken.command.ledger.Partisan.Ledger;

/** Goes round in a circle with creatives, and knows what runs it. */
public record Partisan(Creative creative, Ledger ledger) {
    /** What creatives know. */
    public record MediaBuy() {}
}
