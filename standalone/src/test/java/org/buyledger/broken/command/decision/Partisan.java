package org.buyledger.broken.command.decision;

import org.buyledger.broken.command.ledger.Partisan.Ledger;
import org.buyledger.broken.command.mediabuy.Partisan.MediaBuy;

/** Knows what is decided, and what runs it. */
record Partisan(Ledger ledger, MediaBuy mediaBuy) {}
