package org.buyledger.broken.standalone;

/** What no other module may know. */
public final class Everything {}
