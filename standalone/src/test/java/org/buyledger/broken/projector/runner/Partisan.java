package org.buyledger.broken.projector.runner;

import org.buyledger.broken.projector.mediabuy.Partisan.MediaBuy;

/** Serves one slice more than the others. */
record Partisan(MediaBuy mediaBuy) {}
