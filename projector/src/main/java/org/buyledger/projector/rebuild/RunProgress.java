package org.buyledger.projector.rebuild;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How far a rebuild is; written by its threads, read by whoever shows it, and the way to stop it. */
public final class RunProgress {
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.PREPARING;
    private volatile long eventsTotal;
    private volatile int stepsDone;
    private volatile int stepsTotal;
    private volatile long phaseBegan = System.nanoTime();
    private volatile long eventsAtBegin;
    private volatile boolean stopped;
    private final Consumer<Phase> listener;

    public RunProgress() {
        this(phase -> {});
    }

    /** @param listener told when a phase begins, by the thread that is about to do it */
    public RunProgress(Consumer<Phase> listener) {
        this.listener = listener;
    }

    /**
     * What it looks like at one moment.
     *
     * @param eventsDone offsets of the events topic that are folded
     * @param eventsTotal offsets that there are to fold
     * @param stepsDone what is done of {@code stepsTotal} in phases that are not about events
     * @param perSecond events a second, since the phase began
     */
    public record Snapshot(
            Phase phase, long eventsDone, long eventsTotal, int stepsDone, int stepsTotal, long perSecond) {
        /** How many seconds the rest of the phase takes at this rate; empty where that cannot be told. */
        public OptionalLong secondsLeft() {
            return perSecond == 0 || phase != Phase.FILLING
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.ceilDiv(Math.max(0, eventsTotal - eventsDone), perSecond));
        }
    }

    /** What it looks like now. */
    public Snapshot now() {
        long done = done();
        double seconds = Duration.ofNanos(System.nanoTime() - phaseBegan).toMillis() / 1000.0;
        long perSecond = seconds < 0.5 ? 0 : Math.round((done - eventsAtBegin) / seconds);
        return new Snapshot(phase, done, Math.max(done, eventsTotal), stepsDone, stepsTotal, Math.max(0, perSecond));
    }

    /** Asks it to end; it leaves the live tables as they are, unless its own have just taken their place. */
    public void stop() {
        stopped = true;
    }

    void begin(Phase next, int steps) {
        check();
        stepsDone = 0;
        stepsTotal = steps;
        eventsAtBegin = done();
        phaseBegan = System.nanoTime();
        phase = next;
        listener.accept(next);
    }

    /** The tables are live: it goes on to its end, whoever asks it to stop. */
    void finishing(int steps) {
        stopped = false;
        begin(Phase.FINISHING, steps);
    }

    synchronized void step() {
        stepsDone++;
    }

    void total(long events) {
        eventsTotal = events;
    }

    void position(int partition, long offset) {
        positions.put(partition, offset);
    }

    /** Throws when somebody has asked to end. */
    void check() {
        if (stopped) {
            throw new Stopped();
        }
    }

    private long done() {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Somebody has asked to end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("it was stopped");
        }
    }
}
