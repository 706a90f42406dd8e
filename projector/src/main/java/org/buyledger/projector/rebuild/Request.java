package org.buyledger.projector.rebuild;

import java.util.List;

/**
 * What is to be made again, and how.
 *
 * @param tables their names; none for all that come from the events
 * @param keepOld whether what was live before stays, to switch back to
 * @param perSecond how many events a second are folded at most; 0 for no limit
 * @param cacheBytes how much memory rows take, about, before those that were not touched for long go to a file
 */
public record Request(List<String> tables, boolean keepOld, int perSecond, long cacheBytes) {
    /** All tables, as fast as it goes, with a quarter of the heap. */
    public static Request all() {
        return new Request(List.of(), false, 0, Runtime.getRuntime().maxMemory() / 4);
    }

    public Request tables(List<String> names) {
        return new Request(List.copyOf(names), keepOld, perSecond, cacheBytes);
    }

    public Request keepOld(boolean keep) {
        return new Request(tables, keep, perSecond, cacheBytes);
    }

    public Request perSecond(int events) {
        return new Request(tables, keepOld, events, cacheBytes);
    }

    public Request cacheBytes(long bytes) {
        return new Request(tables, keepOld, perSecond, bytes);
    }
}
