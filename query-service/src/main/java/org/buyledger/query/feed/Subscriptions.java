package org.buyledger.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.feed.Subscription.End;
import org.buyledger.query.feed.Subscription.Form;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is open at this instance: how much there may be, and what ends it. One thread looks after all of them: whether
 * their tokens still count, and whether their clients take what is written.
 */
final class Subscriptions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** How often the clients are looked at. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long one that is to end may take for what is being written to it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int TOKENS_AT_ONCE = 1_000;

    private final Database database;
    private final Tokens tokens;
    private final FeedLimits limits;
    private final MeterRegistry metrics;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private final Map<Caller, Integer> byCaller = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore doubts = new Semaphore(0);
    private final Thread keeper;
    private volatile boolean closed;

    Subscriptions(Database database, Tokens tokens, FeedLimits limits, MeterRegistry metrics) {
        this.database = database;
        this.tokens = tokens;
        this.limits = limits;
        this.metrics = metrics;
        for (Form form : Form.values()) {
            Gauge.builder(
                            "buyledger.feed.open",
                            open,
                            all -> all.stream()
                                    .filter(one -> one.form() == form)
                                    .count())
                    .description("Streams, waiting polls and exports that are open")
                    .tag("form", form.wire())
                    .register(metrics);
            // So that they are there, at zero, before the first is over.
            Arrays.stream(End.values()).forEach(end -> over(form, end));
        }
        keeper = Thread.ofVirtual().name("feed-keeper").start(this::keep);
    }

    /**
     * Opens one for the thread that calls.
     *
     * @throws Problem RATE_LIMITED when the caller has too many, SERVICE_UNAVAILABLE when the instance has
     */
    Subscription open(Caller caller, String tokenSha256, Form form) {
        int ofCaller = byCaller.merge(caller, 1, Integer::sum);
        if (ofCaller > limits.perCaller()) {
            release(caller);
            throw Problem.unavailable(
                            ProblemType.RATE_LIMITED,
                            "The token's holder has %d streams, polls and exports open, and may have no more."
                                    .formatted(limits.perCaller()))
                    .suggestion("Close one, or share one between those who follow the same events.");
        }
        if (count.incrementAndGet() > limits.most() || closed) {
            count.decrementAndGet();
            release(caller);
            throw Problem.unavailable(
                            ProblemType.SERVICE_UNAVAILABLE,
                            closed ? "The service is stopping." : "This instance has as many streams open as it takes.")
                    .suggestion("Try again shortly, perhaps at another instance.");
        }
        Subscription subscription = new Subscription(this, caller, tokenSha256, form);
        open.add(subscription);
        if (closed) {
            subscription.end(End.SERVICE_STOPPING);
        }
        return subscription;
    }

    /** Called once for each, by its own thread. */
    void remove(Subscription subscription) {
        if (open.remove(subscription)) {
            count.decrementAndGet();
            release(subscription.caller());
            End end = subscription.end();
            over(subscription.form(), end == null ? End.DONE : end).increment();
        }
    }

    private Counter over(Form form, End end) {
        return Counter.builder("buyledger.feed.closed")
                .description("Streams, polls and exports that are over")
                .tag("form", form.wire())
                .tag("reason", end.wire())
                .register(metrics);
    }

    private void release(Caller caller) {
        byCaller.computeIfPresent(caller, (key, n) -> n == 1 ? null : n - 1);
    }

    /** Looks at all tokens soon: some may have changed. */
    void doubtTokens() {
        doubts.release();
    }

    private void keep() {
        long checked = System.nanoTime();
        while (!closed) {
            try {
                boolean doubted = doubts.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                cutStuck();
                if (doubted || System.nanoTime() - checked >= limits.heartbeat().toNanos()) {
                    doubts.drainPermits();
                    checkTokens();
                    checked = System.nanoTime();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The tokens of {} open streams cannot be checked now: {}", count, e.getMessage());
            }
        }
    }

    private void cutStuck() {
        long now = System.nanoTime();
        for (Subscription subscription : open) {
            long stuck = subscription.stuckFor(now);
            if (stuck > (subscription.isOpen() ? limits.patience() : GRACE).toNanos()) {
                subscription.end(End.SLOW_CLIENT);
                subscription.cut();
            }
        }
    }

    private void checkTokens() {
        List<Subscription> all = new ArrayList<>(open);
        List<String> hashes =
                all.stream().map(Subscription::tokenSha256).distinct().toList();
        for (int from = 0; from < hashes.size(); from += TOKENS_AT_ONCE) {
            List<String> some = hashes.subList(from, Math.min(hashes.size(), from + TOKENS_AT_ONCE));
            Set<String> asked = Set.copyOf(some);
            Map<String, Caller> holders = database.readOnly(db -> tokens.holders(db, some));
            all.stream()
                    .filter(one -> asked.contains(one.tokenSha256()))
                    .filter(one -> !one.caller().equals(holders.get(one.tokenSha256())))
                    .forEach(one -> one.end(End.TOKEN_ENDED));
        }
    }

    /** Ends all, and waits a moment until they are closed as HTTP wants it. */
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        open.forEach(one -> one.end(End.SERVICE_STOPPING));
        long until = System.nanoTime() + GRACE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < until) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        open.forEach(Subscription::cut);
    }
}
