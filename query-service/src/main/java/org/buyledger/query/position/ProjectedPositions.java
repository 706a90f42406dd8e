package org.buyledger.query.position;

import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Listener;
import org.buyledger.query.auth.Visible;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets readers wait until their tenant is projected far enough. However many wait, one thread looks for all of them, with
 * one query each time the projector notifies.
 */
public final class ProjectedPositions implements AutoCloseable {
    /** What the projector notifies on, once for each transaction that moved a position. */
    public static final String CHANNEL = "buyledger_projected";

    private static final Logger LOG = LoggerFactory.getLogger(ProjectedPositions.class);

    /** For notifications that were lost with their connection. */
    private static final Duration RECHECK = Duration.ofMillis(500);

    private final Database database;
    private final Duration recheck;
    private final Listener listener;
    private final Semaphore news = new Semaphore(0);
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    private record Waiter(String tenant, long position, CompletableFuture<Void> reached) {}

    public ProjectedPositions(Database database) {
        this(database, RECHECK);
    }

    ProjectedPositions(Database database, Duration recheck) {
        this.database = database;
        this.recheck = recheck;
        listener = database.listen(CHANNEL, news::release);
        Thread.ofVirtual().name("projected-positions").start(this::watch);
    }

    /**
     * Waits until a position is projected or the time is over; whoever waits holds no connection.
     *
     * @return false when there is no waiting any more, since the service stops
     */
    public boolean await(String tenant, long position, Duration most) throws InterruptedException {
        Waiter waiter = new Waiter(tenant, position, new CompletableFuture<>());
        waiters.add(waiter);
        // It may have been reached between the caller's look and now, with its notification already past.
        news.release();
        try {
            if (!closed) {
                waiter.reached().get(most.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            // the caller looks once more
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiters.remove(waiter);
        }
        return !closed;
    }

    /**
     * Tells whenever a tenant is projected further, until the watch is closed.
     *
     * @param from where the follower is
     */
    public Watch watch(String tenant, long from, Follower follower) {
        Watch watch = new Watch(tenant, from, follower);
        watches.add(watch);
        news.release();
        return watch;
    }

    /** Goes where its tenant is projected to. */
    @FunctionalInterface
    public interface Follower {
        /**
         * Goes there; called by a thread of its own, never by two at once. What fails is tried again.
         *
         * @return where it is now
         */
        long follow(long position) throws InterruptedException;
    }

    /** Follows a tenant. */
    public final class Watch implements AutoCloseable {
        private final String tenant;
        private final Follower follower;
        /** How often it was told something since its thread last looked; 0 while it has none. */
        private final AtomicInteger told = new AtomicInteger();

        private volatile long newest;
        private volatile long reached;

        private Watch(String tenant, long from, Follower follower) {
            this.tenant = tenant;
            this.reached = from;
            this.follower = follower;
        }

        private void tell(long position) {
            newest = position;
            if (position > reached && told.getAndIncrement() == 0) {
                Thread.ofVirtual().name("follow-" + tenant).start(this::run);
            }
        }

        private void run() {
            int seen = told.get();
            do {
                try {
                    reached = follower.follow(newest);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn("What is new of tenant {} cannot be read now: {}", tenant, e.getMessage());
                }
                seen = told.addAndGet(-seen);
            } while (seen != 0);
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    private void watch() {
        while (!closed) {
            try {
                if (waiters.isEmpty() && watches.isEmpty()) {
                    news.acquire();
                } else if (news.tryAcquire(recheck.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.trace("notified");
                }
                // Whatever was told until here is answered by one look, since the look comes after it.
                news.drainPermits();
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                LOG.warn(
                        "The projected positions cannot be read, so {} readers wait on: {}",
                        waiters.size() + watches.size(),
                        e.getMessage());
            }
        }
    }

    private void look() {
        List<Waiter> waiting = List.copyOf(waiters);
        List<Watch> watching = List.copyOf(watches);
        String[] tenants = Stream.concat(
                        waiting.stream().map(Waiter::tenant), watching.stream().map(watch -> watch.tenant))
                .distinct()
                .toArray(String[]::new);
        if (tenants.length == 0) {
            return;
        }
        Map<String, Long> positions = database.readOnly(db -> {
            Visible.allTenants(db);
            Table<?> asked = DSL.unnest(tenants).as("asked", "tenant_id");
            Field<String> tenant = DSL.field(DSL.name("asked", "tenant_id"), String.class);
            return db.select(tenant, of(tenant)).from(asked).fetchMap(tenant, of(tenant));
        });
        waiting.stream()
                .filter(waiter -> positions.getOrDefault(waiter.tenant(), 0L) >= waiter.position())
                .forEach(waiter -> waiter.reached().complete(null));
        watching.forEach(watch -> watch.tell(positions.getOrDefault(watch.tenant, 0L)));
    }

    /** How far a tenant is projected, as {@link #of(Field)}. */
    public static long of(DSLContext db, String tenant) {
        Field<Long> position = of(DSL.val(tenant));
        return Objects.requireNonNull(db.select(position).fetchSingle(position));
    }

    /** How far a tenant is projected: the sequence number of its newest projected event, 0 when there is none. */
    public static Field<Long> of(Field<String> tenant) {
        return DSL.coalesce(
                        DSL.field(DSL.select(TENANT_POSITIONS.SEQUENCE)
                                .from(TENANT_POSITIONS)
                                .where(TENANT_POSITIONS.TENANT_ID.eq(tenant))),
                        DSL.val(0L))
                .as("position");
    }

    /** Ends all waiting. */
    @Override
    public void close() {
        closed = true;
        listener.close();
        // Not interrupted: in the middle of a query that would break its connection.
        news.release();
        waiters.forEach(waiter -> waiter.reached().complete(null));
    }
}
