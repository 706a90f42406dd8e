package org.buyledger.query.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.buyledger.query.auth.Caller;

/**
 * Whether a request is taken on: not when its caller has spent its share, and not when so many wait for the database already that it
 * would wait too long. Who is refused hears so at once.
 */
public final class Admission {
    private final RateLimits limits;
    private final Semaphore places;
    private final Counter limited;
    private final Counter refused;

    /**
     * Takes on at first whatever comes.
     *
     * @param atWork requests that have a connection or wait for one, at most
     */
    public Admission(RateLimits limits, int atWork, MeterRegistry metrics) {
        this.limits = limits;
        places = new Semaphore(atWork);
        limited = Counter.builder("buyledger.query.rate.limited")
                .description("Requests refused because their caller had spent its share")
                .register(metrics);
        refused = Counter.builder("buyledger.query.overloaded")
                .description("Requests refused because too many waited for the database")
                .register(metrics);
    }

    /**
     * Counts a request to its caller, once however often it is called.
     *
     * @throws Problem RATE_LIMITED when it has spent its share
     */
    void admit(Exchange exchange, Caller caller) {
        if (limits.isUnlimited() || exchange.left() != null) {
            return;
        }
        RateLimits.Taken taken = limits.take(caller);
        exchange.left(taken);
        if (!taken.isAllowed()) {
            limited.increment();
            throw new Problem(ProblemType.RATE_LIMITED, "The caller has spent its requests for now.")
                    .suggestion("Wait as long as Retry-After says, and ask less often.")
                    .retryAfter((int) taken.retryAfter());
        }
    }

    /** The policy, for the header. */
    String policy() {
        return limits.policy();
    }

    /**
     * A place at the database, to be given back by {@link #leave}.
     *
     * @throws Problem SERVICE_UNAVAILABLE when all are taken
     */
    void enter() {
        if (!places.tryAcquire()) {
            refused.increment();
            throw Problem.unavailable(
                    ProblemType.SERVICE_UNAVAILABLE, "Too many requests wait for the database; try again shortly.");
        }
    }

    void leave() {
        places.release();
    }

    /** Limits by the caller's requests in some seconds; 0 requests for none. */
    public static RateLimits perCaller(int requests, int seconds) {
        return new RateLimits(requests, Duration.ofSeconds(seconds), System::nanoTime);
    }
}
