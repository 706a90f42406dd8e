package org.buyledger.broken.elsewhere;

/** Belongs to no module. */
public final class Stray {}
