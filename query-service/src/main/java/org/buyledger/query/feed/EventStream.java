package org.buyledger.query.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.buyledger.query.feed.Follower.Frames;
import org.buyledger.query.feed.Subscription.End;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to one client as server-sent events (HTML standard, 9.2), until something ends it. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** What is in hand at once, and with it what a client that does not read takes of memory. */
    private static final int BATCH_BYTES = 16 << 10;

    private static final int BATCH_EVENTS = 100;

    private static final long RETRY_NANOS = 1_000_000_000;

    /** All streams of an instance may end at once, and should not come back at once. */
    private static final int LEAST_RETRY_MS = 1_000;

    private static final int MOST_RETRY_MS = 5_000;

    private final Follower follower;
    private final Subscription subscription;
    private final FeedLimits limits;
    private final OutputStream out;
    private long written = System.nanoTime();
    private long told;

    EventStream(Follower follower, Subscription subscription, FeedLimits limits, OutputStream out) {
        this.follower = follower;
        this.subscription = subscription;
        this.limits = limits;
        this.out = out;
        this.told = follower.position();
    }

    /** Counts what was sent. */
    interface Sent {
        void events(int count);
    }

    void write(Sent sent) throws IOException, InterruptedException {
        long last = System.nanoTime() + limits.lifetime().toNanos();
        // With an id, so that whoever begins at the latest and is cut off before the next goes on after the right one.
        send(": follows\nid: " + told + "\n\n");
        while (subscription.isOpen() && System.nanoTime() < last) {
            Frames frames = read();
            if (frames.count() > 0) {
                send(frames.bytes());
                told = frames.last();
                sent.events(frames.count());
            } else if (System.nanoTime() - written >= limits.heartbeat().toNanos()) {
                beat();
            } else if (follower.isAtEnd()) {
                subscription.pause(Math.min(last, written + limits.heartbeat().toNanos()));
            }
        }
        if (subscription.end() == End.SLOW_CLIENT) {
            throw new IOException("the client did not take what was written");
        }
        if (subscription.end() != End.TOKEN_ENDED) {
            send("retry: " + ThreadLocalRandom.current().nextInt(LEAST_RETRY_MS, MOST_RETRY_MS) + "\n\n");
        }
    }

    private Frames read() throws InterruptedException {
        try {
            return follower.frames(BATCH_EVENTS, BATCH_BYTES);
        } catch (DataAccessException e) {
            LOG.debug("A stream waits for the database: {}", e.getMessage());
            subscription.pause(System.nanoTime() + RETRY_NANOS);
            return Frames.NONE;
        }
    }

    /** Without data it is no event, but its id is where the client goes on after: what was passed over is over. */
    private void beat() throws IOException {
        String id = told == follower.position() ? "" : "id: " + follower.position() + '\n';
        told = follower.position();
        send(": heartbeat\n" + id + '\n');
    }

    private void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void send(byte[] bytes) throws IOException {
        subscription.writing(true);
        try {
            out.write(bytes);
            out.flush();
        } finally {
            subscription.writing(false);
        }
        written = System.nanoTime();
    }
}
