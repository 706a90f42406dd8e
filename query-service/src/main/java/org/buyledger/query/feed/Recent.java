package org.buyledger.query.feed;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.query.feed.EventLog.Page;
import org.buyledger.query.feed.EventLog.Place;

/**
 * The newest events of a tenant, none of them missing. Never changed, so that everybody reads it without a lock.
 *
 * @param events in their order, up to {@code end}
 * @param end where they end
 */
record Recent(List<FeedEvent> events, Place end) {

    /** Where they begin: what is after it is in memory. */
    long begin() {
        return end.sequence() - events.size();
    }

    long position() {
        return end.sequence();
    }

    /**
     * The same with the events after it; the oldest go where they are more than is kept.
     *
     * @throws IllegalStateException when one is missing or comes twice
     */
    Recent with(Page next, int mostEvents, long mostBytes) {
        List<FeedEvent> all = new ArrayList<>(events);
        long expected = end.sequence();
        for (FeedEvent event : next.events()) {
            expected++;
            if (event.sequence() != expected) {
                throw new IllegalStateException(
                        "event %d was expected and %d came".formatted(expected, event.sequence()));
            }
            all.add(event);
        }
        if (expected != next.end().sequence()) {
            throw new IllegalStateException("there is no event " + (expected + 1));
        }
        int from = all.size();
        long bytes = 0;
        // The newest stays whatever its size: all those who follow want it now.
        while (from > 0 && all.size() - from < mostEvents && (bytes == 0 || bytes < mostBytes)) {
            from--;
            bytes += all.get(from).bytes();
        }
        return new Recent(List.copyOf(all.subList(from, all.size())), next.end());
    }

    /** Those after a position, which is not before {@link #begin}. */
    List<FeedEvent> after(long position) {
        long skipped = Math.min(position - begin(), events.size());
        return events.subList((int) skipped, events.size());
    }
}
