package org.buyledger.query.feed;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.buyledger.query.feed.EventLog.Page;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.impl.DSL;

/**
 * The ends of the logs of all tenants that somebody follows. However many follow a tenant, its new events are read and
 * written as JSON once.
 */
final class Tails {
    /** How many events of a tenant are kept in memory for those who are a little behind, or come back. */
    private static final int KEPT_EVENTS = 1_000;

    private static final long KEPT_BYTES = 1 << 20;

    /** For all tenants together. */
    private static final long KEPT_BYTES_OF_ALL = 64 << 20;

    /** What a tail begins with. */
    private static final int FIRST_EVENTS = 200;

    /** A tail is kept for a while for those who come back. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private static final Set<String> WITH_TOKENS = Set.of("tenant", "principal", "user");

    private final EventLog log;
    private final ProjectedPositions positions;
    private final Subscriptions subscriptions;
    private final Semaphore readers;
    private final Map<String, Followed> tails = new ConcurrentHashMap<>();

    Tails(EventLog log, ProjectedPositions positions, Subscriptions subscriptions, int readers) {
        this.log = log;
        this.positions = positions;
        this.subscriptions = subscriptions;
        this.readers = new Semaphore(readers);
    }

    /** A tail, and what tells that there is more of it. */
    private record Followed(Tail tail, ProjectedPositions.Watch watch) {}

    /** The end of a tenant's log, with one more follower; it has to {@link Tail#leave} in the end. */
    Tail join(String tenant, Subscription subscription) throws InterruptedException {
        dropIdle();
        while (true) {
            Followed followed = tails.get(tenant);
            if (followed == null) {
                followed = begin(tenant);
            }
            followed.tail().join(subscription);
            // It may have been dropped as idle just now.
            if (followed.equals(tails.get(tenant))) {
                return followed.tail();
            }
            followed.tail().leave(subscription);
        }
    }

    private Followed begin(String tenant) throws InterruptedException {
        readers.acquire();
        try {
            Followed other = tails.get(tenant);
            if (other != null) {
                return other;
            }
            Page newest = log.newest(tenant, FIRST_EVENTS);
            Tail tail = new Tail(tenant, new Recent(newest.events(), newest.end()));
            Followed made = new Followed(
                    tail, positions.watch(tenant, tail.recent().position(), position -> advance(tail, position)));
            other = tails.putIfAbsent(tenant, made);
            if (other != null) {
                made.watch().close();
                return other;
            }
            return made;
        } finally {
            readers.release();
        }
    }

    private void dropIdle() {
        tails.forEach((tenant, followed) -> {
            if (followed.tail().isIdleFor(IDLE.toNanos()) && tails.remove(tenant, followed)) {
                followed.watch().close();
            }
        });
    }

    /** Reads what is new up to a position; one thread at a time for each tail. */
    private long advance(Tail tail, long position) throws InterruptedException {
        while (tail.recent().position() < position) {
            readers.acquire();
            Page page;
            try {
                page = log.after(
                        tail.tenant(),
                        tail.recent().end(),
                        DSL.noCondition(),
                        EventLog.MOST_EVENTS,
                        EventLog.MOST_BYTES);
            } finally {
                readers.release();
            }
            if (page.end().sequence() == tail.recent().position()) {
                break; // the tables that were rebuilt are not that far yet
            }
            long bytes = Math.min(KEPT_BYTES, KEPT_BYTES_OF_ALL / Math.max(1, tails.size()));
            tail.publish(tail.recent().with(page, KEPT_EVENTS, bytes));
            if (page.events().stream().anyMatch(event -> WITH_TOKENS.contains(event.objectType()))) {
                subscriptions.doubtTokens();
            }
        }
        return tail.recent().position();
    }
}
