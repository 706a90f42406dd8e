package org.buyledger.projector.runner;

/** How many objects are parked, and how many events of theirs. */
public record ParkedCount(int objects, int events) {
    static final ParkedCount NONE = new ParkedCount(0, 0);
}
