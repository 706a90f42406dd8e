package org.buyledger.benchmarks.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.buyledger.migrations.Database;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/** A reader that looks at tenants' positions again and again, and remembers when one went back. */
final class PositionWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;

    private final Database database;
    private final Map<String, Long> positions = new HashMap<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().name("positions").unstarted(this::watch);
    private final AtomicLong looks = new AtomicLong();

    /** Begins at once. */
    PositionWatch(Database database) {
        this.database = database;
        thread.start();
    }

    private void watch() {
        while (!stopped.get()) {
            try {
                database.readOnly(sql -> sql.fetch("SELECT tenant_id, sequence FROM tenant_positions"))
                        .forEach(this::see);
                looks.incrementAndGet();
            } catch (DataAccessException e) {
                // It was killed; who reads tries again.
                LockSupport.parkNanos(10 * PAUSE_NANOS);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void see(Record row) {
        String tenant = row.get(0, String.class);
        long now = row.get(1, Long.class);
        Long before = positions.put(tenant, now);
        if (before != null && now < before) {
            steps.add("%s from %d to %d".formatted(tenant, before, now));
        }
    }

    /** Stops; each time that a position went back. */
    List<String> stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
        return steps;
    }

    /** How often it has looked. */
    long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
