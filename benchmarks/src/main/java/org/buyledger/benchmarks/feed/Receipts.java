package org.buyledger.benchmarks.feed;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Sample;

/** How long each client waited for each event, counted from its commit. */
final class Receipts implements Crowd.Receipts {
    private final int first;
    private final int clients;
    private final AtomicLongArray committed;
    private final AtomicIntegerArray counts;
    /** Of every receipt, in the order in which they came. */
    private final double[][] millis;

    Receipts(int first, int events, int clients) {
        this.first = first;
        this.clients = clients;
        this.committed = new AtomicLongArray(events);
        this.counts = new AtomicIntegerArray(events);
        this.millis = new double[events][clients];
    }

    void committed(long position) {
        committed.set(index(position), System.nanoTime());
    }

    private int index(long position) {
        return (int) (position - first);
    }

    @Override
    public void got(long position) {
        long now = System.nanoTime();
        int event = index(position);
        if (event < 0 || event >= counts.length()) {
            return;
        }
        int n = counts.get(event);
        if (n < clients) {
            // It may be here before the thread that committed has looked at the clock.
            millis[event][n] = Math.max(0, now - committed.get(event)) / 1e6;
        }
        counts.set(event, n + 1);
    }

    /** Waits until everybody has an event. */
    void await(long position) throws InterruptedException, Failed {
        long until = System.nanoTime() + 60_000_000_000L;
        while (counts.get(index(position)) < clients) {
            if (System.nanoTime() > until) {
                throw new Failed("Event %d has reached %d of %d clients."
                        .formatted(position, counts.get(index(position)), clients));
            }
            Thread.sleep(1);
        }
    }

    /**
     * What was measured, in milliseconds.
     *
     * @param all every wait of every client
     * @param last for each event the wait of its last client
     */
    record Waits(Sample all, Sample last) {}

    /** All but the first events, which warm up. */
    Waits waits(int without) {
        double[][] counted = Arrays.copyOfRange(millis, without, millis.length);
        return new Waits(
                new Sample(
                        Arrays.stream(counted).flatMapToDouble(Arrays::stream).toArray()),
                new Sample(Arrays.stream(counted)
                        .mapToDouble(each -> each[clients - 1])
                        .toArray()));
    }
}
