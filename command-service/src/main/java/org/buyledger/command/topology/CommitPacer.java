package org.buyledger.command.topology;

/**
 * When to commit early. A command waits for the commit of its transaction, which by itself comes every 100 ms. A commit
 * costs a few milliseconds whatever it holds: under load, where records are old when they are read, it is right to let many
 * share one; where the record in hand is fresh nothing else is waiting, and the sender is.
 */
final class CommitPacer {
    /** A record younger than this has not waited in a backlog. */
    private static final long FRESH_MS = 30;
    /** Commits are at least this far apart, else they come down to one record each. */
    private static final long APART_MS = 5;

    /** Of one stream thread, since a commit is of all the thread's partitions. */
    private static final class Pace {
        private long last;
        private boolean wanted;
    }

    private final ThreadLocal<Pace> paces = ThreadLocal.withInitial(Pace::new);

    /** Takes note of a record that was handled, and returns whether to commit now. */
    boolean isDueAfter(long recordTimestamp, long now) {
        paces.get().wanted |= now - recordTimestamp < FRESH_MS;
        return isDue(now);
    }

    /**
     * Whether a fresh record was handled since the last commit and it is time for another. Has to be asked when nothing is
     * handled too: a record that came too soon after a commit may be the last for a while.
     */
    boolean isDue(long now) {
        Pace pace = paces.get();
        if (!pace.wanted || now - pace.last < APART_MS) {
            return false;
        }
        pace.last = now;
        pace.wanted = false;
        return true;
    }
}
