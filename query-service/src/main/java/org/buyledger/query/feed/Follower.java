package org.buyledger.query.feed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.buyledger.query.feed.EventLog.Page;
import org.buyledger.query.feed.EventLog.Place;

/**
 * Reads on for one client: from memory where it is close behind its tenant, else from the log. Between two calls it holds a
 * place and no events, so that a client that is slow costs no memory.
 */
final class Follower {
    private final EventLog log;
    private final Semaphore readers;
    private final Tail tail;
    private final Selection selection;
    private Place place;

    Follower(EventLog log, Semaphore readers, Tail tail, Selection selection, long after) {
        this.log = log;
        this.readers = readers;
        this.tail = tail;
        this.selection = selection;
        this.place = Place.after(after);
    }

    /** The position up to which it has read. */
    long position() {
        return place.sequence();
    }

    /** Whether there is nothing after it yet. */
    boolean isAtEnd() {
        return place.sequence() >= tail.recent().position();
    }

    /** The next events that are there; it may be none although it read on. */
    List<FeedEvent> next(int most, int mostBytes) throws InterruptedException {
        Recent recent = tail.recent();
        if (place.sequence() >= recent.begin()) {
            return fromMemory(recent, most, mostBytes);
        }
        readers.acquire();
        try {
            Page page = log.after(tail.tenant(), place, selection.condition(), most, mostBytes);
            place = page.end();
            return page.events();
        } finally {
            readers.release();
        }
    }

    private List<FeedEvent> fromMemory(Recent recent, int most, int mostBytes) {
        List<FeedEvent> found = new ArrayList<>();
        int bytes = 0;
        for (FeedEvent event : recent.after(place.sequence())) {
            if (found.size() == most || bytes >= mostBytes) {
                return found;
            }
            if (selection.has(event)) {
                found.add(event);
                bytes += event.bytes();
            }
            place = new Place(event.sequence(), event.at());
        }
        return found;
    }

    /** The same as server-sent events: how many, and their bytes. */
    Frames frames(int most, int mostBytes) throws InterruptedException {
        List<FeedEvent> events = next(most, mostBytes);
        if (events.isEmpty()) {
            return Frames.NONE;
        }
        FeedEvent last = events.getLast();
        if (events.size() == 1) {
            // Shared by all who get it.
            return new Frames(1, last.as(selection.caller()).frame(), last.sequence());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.forEach(event -> bytes.writeBytes(event.as(selection.caller()).frame()));
        return new Frames(events.size(), bytes.toByteArray(), last.sequence());
    }

    /**
     * Server-sent events to be written.
     *
     * @param last the id of the last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frames(int count, byte[] bytes, long last) {
        static final Frames NONE = new Frames(0, new byte[0], 0);
    }
}
