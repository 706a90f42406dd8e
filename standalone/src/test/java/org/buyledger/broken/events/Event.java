package org.buyledger.broken.events;

/** An event, as far as rules can tell. */
interface Event {}
