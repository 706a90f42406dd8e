package org.buyledger.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.buyledger.migrations.Database;
import org.buyledger.operations.Settings;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.feed.Subscription.End;
import org.buyledger.query.feed.Subscription.Form;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.position.ProjectedPositions;

/** The events of tenants for all who follow them at this instance. */
public final class ChangeFeed implements Downloads, AutoCloseable {
    /** What a poll has in hand at once. */
    private static final int POLL_BYTES = 1 << 20;

    private final Database database;
    private final FeedLimits limits;
    private final EventLog log;
    private final Subscriptions subscriptions;
    private final Tails tails;
    private final Semaphore readers;
    private final Counter streamed;
    private final Counter polled;
    private final Counter exported;

    public ChangeFeed(
            Settings settings, Database database, ProjectedPositions positions, Tokens tokens, MeterRegistry metrics) {
        this.database = database;
        limits = FeedLimits.of(settings);
        log = new EventLog(database);
        subscriptions = new Subscriptions(database, tokens, limits, metrics);
        tails = new Tails(log, positions, subscriptions, limits.readers());
        readers = new Semaphore(limits.readers());
        streamed = sent(Form.STREAM, metrics);
        polled = sent(Form.POLL, metrics);
        exported = sent(Form.EXPORT, metrics);
    }

    private static Counter sent(Form form, MeterRegistry metrics) {
        return Counter.builder("buyledger.feed.events")
                .description("Events that were sent")
                .tag("form", form.wire())
                .register(metrics);
    }

    /**
     * Streams events until something ends it.
     *
     * @throws Problem before anything is written, when there may be no more streams, or the events are no longer there
     */
    void stream(Selection selection, String tokenSha256, long after, OutputStream out)
            throws IOException, InterruptedException {
        try (Subscription subscription = subscriptions.open(selection.caller(), tokenSha256, Form.STREAM)) {
            Tail tail = tails.join(selection.caller().tenant(), subscription);
            try {
                Follower follower = follower(tail, selection, after);
                new EventStream(follower, subscription, limits, out).write(streamed::increment);
            } catch (IOException e) {
                subscription.end(End.CLIENT_GONE);
                throw e;
            } finally {
                tail.leave(subscription);
            }
        }
    }

    /**
     * What a poll got.
     *
     * @param events in their order
     * @param position after which to ask next
     * @param projected how far the tenant is projected
     */
    record Polled(List<FeedEvent> events, long position, long projected) {}

    /** The next events; waits for some where there are none. */
    Polled poll(Selection selection, String tokenSha256, long after, int most, Duration timeout)
            throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        try (Subscription subscription = subscriptions.open(selection.caller(), tokenSha256, Form.POLL)) {
            Tail tail = tails.join(selection.caller().tenant(), subscription);
            try {
                Follower follower = follower(tail, selection, after);
                while (true) {
                    List<FeedEvent> events = follower.next(most, POLL_BYTES);
                    boolean isOver = System.nanoTime() >= until || !subscription.isOpen();
                    if (subscription.end() == End.TOKEN_ENDED) {
                        throw new Problem(ProblemType.AUTH_INVALID, "The token has ended while the request waited.")
                                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                    }
                    if (!events.isEmpty() || isOver) {
                        polled.increment(events.size());
                        return new Polled(
                                events, follower.position(), tail.recent().position());
                    }
                    if (follower.isAtEnd()) {
                        subscription.pause(until);
                    }
                }
            } finally {
                tail.leave(subscription);
            }
        }
    }

    @Override
    public void download(Caller caller, String tokenSha256, OutputStream out, Open.Download download)
            throws IOException, InterruptedException {
        try (Subscription subscription = subscriptions.open(caller, tokenSha256, Form.EXPORT)) {
            try {
                download.write(new Open(database, readers, subscription, exported, out));
            } catch (IOException e) {
                subscription.end(End.CLIENT_GONE);
                throw e;
            }
        }
    }

    private Follower follower(Tail tail, Selection selection, long after) throws InterruptedException {
        if (after < tail.recent().begin()) {
            long first;
            readers.acquire();
            try {
                first = log.first(tail.tenant());
            } finally {
                readers.release();
            }
            if (after + 1 < first) {
                throw new Problem(
                                ProblemType.POSITION_GONE,
                                "The events after position %d are not in the tables any more; the first is %d."
                                        .formatted(after, first))
                        .suggestion("Read the state from the resources, and follow from the Buyledger-Position of those"
                                + " answers; older events are in Kafka.")
                        .detail("first_position", first);
            }
        }
        return new Follower(log, readers, tail, selection, after);
    }

    /** Ends all that is open. */
    @Override
    public void close() {
        subscriptions.close();
    }
}
