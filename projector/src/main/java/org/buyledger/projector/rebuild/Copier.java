package org.buyledger.projector.rebuild;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.RowCopy;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Copies rows on a thread and a connection of its own, while the next ones are folded. At most a few chunks wait. */
final class Copier implements AutoCloseable {
    private static final int CHUNKS = 3;

    private final Database candidate;
    private final Semaphore room = new Semaphore(CHUNKS);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("rebuild-copy-", 0).factory());
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Copier(Database candidate) {
        this.candidate = candidate;
    }

    /**
     * Hands rows over; waits while there are too many.
     *
     * @param rows in the form in which they are copied; they must not be touched any more
     */
    void copy(RowCopy copy, Tally tally, List<byte[]> rows) {
        rethrow();
        room.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                if (failure.get() == null) {
                    write(copy, rows);
                    tally.add(rows);
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    private void write(RowCopy copy, List<byte[]> rows) {
        candidate.transaction(sql -> {
            // The commit of the switch makes sure of these too.
            sql.execute("SET LOCAL synchronous_commit = off");
            sql.connection(connection -> {
                try {
                    copy.copy(connection, rows);
                } catch (SQLException e) {
                    throw new DataAccessException(String.valueOf(e.getMessage()), e);
                }
            });
            return null;
        });
    }

    /** Waits until all rows are copied. */
    void finish() {
        room.acquireUninterruptibly(CHUNKS);
        room.release(CHUNKS);
        rethrow();
    }

    private void rethrow() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        failure.compareAndSet(null, new IllegalStateException("closed"));
        thread.close();
    }
}
