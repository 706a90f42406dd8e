package org.buyledger.query.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.buyledger.query.auth.Caller;

/**
 * A bucket of requests for each caller: it holds as many as the quota, each request takes one, and it fills evenly, from empty to
 * full within the window. Each instance has buckets of its own.
 */
public final class RateLimits {
    /** Above this many buckets, those that are full are dropped: a bucket that is not there is full. */
    private static final int MANY = 10_000;

    private final long quota;
    private final long window;
    private final LongSupplier nanos;

    /** When a caller's bucket will be full. */
    private final Map<Caller, AtomicLong> full = new ConcurrentHashMap<>();

    /**
     * Buckets that are full.
     *
     * @param quota requests that one holds; 0 for no limit
     * @param window in which one fills
     * @param nanos a clock that never goes back
     */
    public RateLimits(int quota, Duration window, LongSupplier nanos) {
        this.quota = quota;
        this.window = window.toNanos();
        this.nanos = nanos;
    }

    /**
     * What a request found in its caller's bucket.
     *
     * @param isAllowed whether there was one to take
     * @param remaining how many are left
     * @param full seconds until the bucket is full, rounded up
     * @param retryAfter seconds until there is one to take, rounded up; 0 when there was
     */
    record Taken(boolean isAllowed, long remaining, long full, long retryAfter) {}

    boolean isUnlimited() {
        return quota == 0;
    }

    /** Takes one, unless the bucket is empty. */
    Taken take(Caller caller) {
        long now = nanos.getAsLong();
        long each = window / quota;
        AtomicLong bucket = bucket(caller, now);
        while (true) {
            long seen = bucket.get();
            long after = Math.max(seen - now, 0) + each;
            if (after > window) {
                return new Taken(false, 0, seconds(after - each), seconds(after - window));
            }
            if (bucket.compareAndSet(seen, now + after)) {
                return new Taken(true, (window - after) / each, seconds(after), 0);
            }
        }
    }

    private AtomicLong bucket(Caller caller, long now) {
        AtomicLong bucket = full.get(caller);
        if (bucket != null) {
            return bucket;
        }
        if (full.size() >= MANY) {
            full.values().removeIf(one -> one.get() - now <= 0);
        }
        return full.computeIfAbsent(caller, one -> new AtomicLong(now));
    }

    /** How many there are that may not be full. */
    int buckets() {
        return full.size();
    }

    /** The policy, as the field {@code RateLimit-Policy} has it (draft-ietf-httpapi-ratelimit-headers-11). */
    String policy() {
        return "\"caller\";q=%d;w=%d".formatted(quota, seconds(window));
    }

    /** What is left, as the field {@code RateLimit} has it. */
    static String left(Taken taken) {
        return "\"caller\";r=" + taken.remaining() + ";t=" + taken.full();
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999) / 1_000_000_000;
    }
}
