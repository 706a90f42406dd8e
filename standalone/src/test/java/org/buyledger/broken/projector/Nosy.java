package org.buyledger.broken.projector;

import org.buyledger.broken.standalone.Everything;

/** Knows a module that is built on its own. */
record Nosy(Everything everything) {}
