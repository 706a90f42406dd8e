package org.buyledger.query.position;

import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Listener;
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
    private final Thread watcher;
    private final Semaphore news = new Semaphore(0);
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private record Waiter(String tenant, long position, CompletableFuture<Void> reached) {}

    public ProjectedPositions(Database database) {
        this(database, RECHECK);
    }

    ProjectedPositions(Database database, Duration recheck) {
        this.database = database;
        this.recheck = recheck;
        listener = database.listen(CHANNEL, news::release);
        watcher = Thread.ofVirtual().name("projected-positions").start(this::watch);
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

    private void watch() {
        while (!closed) {
            try {
                if (waiters.isEmpty()) {
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
                LOG.warn(
                        "The projected positions cannot be read, so {} readers wait on: {}",
                        waiters.size(),
                        e.getMessage());
            }
        }
    }

    private void look() {
        List<Waiter> waiting = List.copyOf(waiters);
        if (waiting.isEmpty()) {
            return;
        }
        String[] tenants = waiting.stream().map(Waiter::tenant).distinct().toArray(String[]::new);
        Map<String, Long> positions = database.readOnly(db -> {
            Table<?> asked = DSL.unnest(tenants).as("asked", "tenant_id");
            Field<String> tenant = DSL.field(DSL.name("asked", "tenant_id"), String.class);
            return db.select(tenant, of(tenant)).from(asked).fetchMap(tenant, of(tenant));
        });
        waiting.stream()
                .filter(waiter -> positions.getOrDefault(waiter.tenant(), 0L) >= waiter.position())
                .forEach(waiter -> waiter.reached().complete(null));
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
        watcher.interrupt();
        waiters.forEach(waiter -> waiter.reached().complete(null));
    }
}
