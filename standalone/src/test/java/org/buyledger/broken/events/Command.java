package org.buyledger.broken.events;

/** A command, as far as rules can tell. */
interface Command {}
