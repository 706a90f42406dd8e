package org.buyledger.broken.operations;

import org.buyledger.broken.standalone.Everything;

/** Knows a module that is built on its own. */
record Nosy(Everything everything) {}
