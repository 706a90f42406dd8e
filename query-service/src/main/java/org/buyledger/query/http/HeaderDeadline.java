package org.buyledger.query.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections whose client sends the header of a request too slowly. The web server limits the time between two bytes, which
 * a client that sends one now and then keeps for ever; a request line that does not end is cut off as an idle connection.
 */
final class HeaderDeadline implements Http1ConnectionListener, AutoCloseable {
    private final long most;
    private final Map<Thread, Long> reading = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;

    /**
     * Watches from now on.
     *
     * @param most from the end of the request line to the end of the header
     */
    HeaderDeadline(Duration most) {
        this.most = most.toNanos();
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("header-deadline").factory());
        long period = most.dividedBy(4).toMillis();
        var _ = clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        reading.put(Thread.currentThread(), System.nanoTime());
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        reading.remove(Thread.currentThread());
    }

    /** A thread that is interrupted while it reads closes its socket and ends. */
    private void look() {
        long now = System.nanoTime();
        reading.forEach((thread, since) -> {
            if (!thread.isAlive()) {
                reading.remove(thread);
            } else if (now - since > most && reading.remove(thread, since)) {
                thread.interrupt();
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
