package org.buyledger.broken.query.past;

import org.buyledger.broken.query.mediabuy.Partisan.MediaBuy;

/** Serves one slice more than the others. */
record Partisan(MediaBuy mediaBuy) {}
