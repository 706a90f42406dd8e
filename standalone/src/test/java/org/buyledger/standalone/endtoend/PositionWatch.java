package org.buyledger.standalone.endtoend;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.buyledger.standalone.up.UpProcess;

/** A reader that looks at tenants' positions again and again, and remembers when one went back. */
final class PositionWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000_000;

    private final UpProcess up;
    private final Map<String, Long> positions = new HashMap<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().name("positions").unstarted(this::watch);

    private PositionWatch(UpProcess up) {
        this.up = up;
    }

    /** Begins. */
    static PositionWatch of(UpProcess up) {
        PositionWatch watch = new PositionWatch(up);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!stopped.get()) {
            try (Connection connection = up.database()) {
                while (!stopped.get()) {
                    look(connection);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SQLException | IOException e) {
                // The server was killed; who reads tries again.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void look(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT tenant_id, sequence FROM tenant_positions")) {
            while (rows.next()) {
                long now = rows.getLong(2);
                Long before = positions.put(rows.getString(1), now);
                if (before != null && now < before) {
                    steps.add("%s from %d to %d".formatted(rows.getString(1), before, now));
                }
            }
            looks.incrementAndGet();
        }
    }

    /** Stops; each time that a position went back. */
    List<String> stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
        return List.copyOf(steps);
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
