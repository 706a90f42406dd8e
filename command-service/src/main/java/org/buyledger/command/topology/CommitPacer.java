package org.buyledger.command.topology;

/**
 * When to commit early. A command waits for the commit of its transaction, which by itself comes every 100 ms. A commit
 * costs a few milliseconds whatever it holds: under load, where records are old when they are read, it is right to let many
 * share one; where the record in hand is fresh nothing else is waiting, and the sender is.
 */
final class CommitPacer {
    /** A record younger than this has not waited in a backlog. Measured; see benchmarks/README.md. */
    private static final long FRESH_MS = 30;
    /** Commits are at least this far apart, else they come down to one record each. Measured likewise. */
    private static final long APART_MS = 5;

    /** Per stream thread, since a commit is of all the thread's partitions. */
    private final ThreadLocal<long[]> lastCommit = ThreadLocal.withInitial(() -> new long[1]);

    boolean shouldCommit(long recordTimestamp, long now) {
        long[] last = lastCommit.get();
        if (now - recordTimestamp >= FRESH_MS || now - last[0] < APART_MS) {
            return false;
        }
        last[0] = now;
        return true;
    }
}
