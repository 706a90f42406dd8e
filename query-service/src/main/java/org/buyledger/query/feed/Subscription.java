package org.buyledger.query.feed;

import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.buyledger.query.auth.Caller;
import org.jspecify.annotations.Nullable;

/** What somebody has open: a stream, a waiting poll or an export. It belongs to the thread of its connection. */
final class Subscription implements AutoCloseable {

    /** In which form events are taken. */
    enum Form {
        STREAM,
        POLL,
        EXPORT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why one is over. */
    enum End {
        /** It lasted as long as it may, or got what it asked for. */
        DONE,
        /** The client closed the connection, or is not reachable any more. */
        CLIENT_GONE,
        /** The client did not take what was written for too long. */
        SLOW_CLIENT,
        /** The token was rotated or taken away, or its tenant deactivated. */
        TOKEN_ENDED,
        SERVICE_STOPPING;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Subscriptions all;
    private final Caller caller;
    private final String tokenSha256;
    private final Form form;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable End end;
    /** By {@link System#nanoTime}; 0 while nothing is written. */
    private volatile long writingSince;

    private boolean closed;

    Subscription(Subscriptions all, Caller caller, String tokenSha256, Form form) {
        this.all = all;
        this.caller = caller;
        this.tokenSha256 = tokenSha256;
        this.form = form;
    }

    Caller caller() {
        return caller;
    }

    String tokenSha256() {
        return tokenSha256;
    }

    Form form() {
        return form;
    }

    /** Whether it may go on. */
    boolean isOpen() {
        return end == null;
    }

    /** Why it may not; null while it may. */
    @Nullable
    End end() {
        return end;
    }

    /** Lets it go no further; the first reason counts. */
    void end(End why) {
        if (end == null) {
            end = why;
        }
        wake();
    }

    /** Lets its thread look whether there is something to do. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits to be woken, at most until a time by {@link System#nanoTime}; may also return earlier. */
    void pause(long until) throws InterruptedException {
        long left = until - System.nanoTime();
        if (left > 0 && isOpen()) {
            LockSupport.parkNanos(this, left);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Says that the client has to take something from now on, or has taken it. */
    void writing(boolean writes) {
        writingSince = writes ? Math.max(1, System.nanoTime()) : 0;
    }

    /** For how long the client has not taken what is written to it, in nanoseconds. */
    long stuckFor(long now) {
        long since = writingSince;
        return since == 0 ? 0 : now - since;
    }

    /** Closes its connection, whatever is being written to it. */
    synchronized void cut() {
        if (!closed) {
            thread.interrupt();
        }
    }

    /** From now on its thread does something else, and is not to be interrupted. */
    @Override
    public synchronized void close() {
        closed = true;
        all.remove(this);
    }
}
