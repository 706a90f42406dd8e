package org.buyledger.query.http;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.buyledger.query.auth.Caller;
import org.jspecify.annotations.Nullable;

/** One request while it is answered: who asks, and where the time goes. Of one thread alone. */
final class Exchange {
    /** Where time goes, in the order in which it does. */
    enum Phase {
        /** For a connection, and for the tenant to be projected far enough. */
        WAIT,
        /** Finding out whose the token is. */
        AUTH,
        /** Reading what is asked for. */
        SQL,
        /** Writing it. */
        JSON
    }

    private final long began = System.nanoTime();
    private final String requestId;
    private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
    private long mark = began;
    private @Nullable Caller caller;
    private RateLimits.@Nullable Taken left;

    Exchange(String requestId) {
        this.requestId = requestId;
    }

    String requestId() {
        return requestId;
    }

    /** Counts the time since the last call, or since the beginning, to a phase. */
    void spent(Phase phase) {
        long now = System.nanoTime();
        spent.merge(phase, now - mark, Long::sum);
        mark = now;
    }

    void caller(Caller known) {
        caller = known;
    }

    /** Who asks; null before that is known. */
    @Nullable
    Caller caller() {
        return caller;
    }

    void left(RateLimits.Taken taken) {
        left = taken;
    }

    /** What the caller may still ask; null before it is known. */
    RateLimits.@Nullable Taken left() {
        return left;
    }

    /** How long it has taken until now. */
    long nanos() {
        return System.nanoTime() - began;
    }

    /** What a {@code Server-Timing} header says of it: milliseconds. */
    String timing() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : Phase.values()) {
            text.append(phase.name().toLowerCase(Locale.ROOT))
                    .append(";dur=")
                    .append(millis(spent.getOrDefault(phase, 0L)))
                    .append(", ");
        }
        return text.append("total;dur=").append(millis(nanos())).toString();
    }

    static String millis(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        return micros / 1000 + "." + String.valueOf(1000 + micros % 1000).substring(1);
    }
}
