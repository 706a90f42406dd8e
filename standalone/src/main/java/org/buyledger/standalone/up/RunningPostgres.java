package org.buyledger.standalone.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running PostgreSQL server. It is not a child of ours: a session of its own keeps a terminal's Ctrl-C away from it.
 *
 * @param handle its first process
 * @param guard what stops it when its standard input ends
 */
record RunningPostgres(ProcessHandle handle, Process guard) implements Running {
    @Override
    public OptionalInt await() throws InterruptedException {
        try {
            handle.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        guard.destroyForcibly();
        return OptionalInt.empty();
    }

    @Override
    public void stop() {
        if (!guard.isAlive()) {
            handle.destroy();
        }
        try {
            guard.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        guard.destroyForcibly();
        handle.destroyForcibly();
    }

    @Override
    public boolean ends(Duration patience) throws InterruptedException {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
