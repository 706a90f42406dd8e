package org.buyledger.projector.rebuild;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.buyledger.migrations.Database;
import org.jooq.Record;

/**
 * Transactions that began to look at the database before the last rows came into the candidate. Such a one would find the new
 * tables under the names of the old ones once they are switched, and not see those rows: for it, the position would go back.
 */
final class Snapshots {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Database watch;

    /** @param watch for statements that are each a transaction of their own */
    Snapshots(Database watch) {
        this.watch = watch;
    }

    /** A transaction with a snapshot; who it is, and which of its transactions it is. */
    record Holder(int pid, String began) {}

    /**
     * Waits until all are gone that are there now.
     *
     * @param own the connection that holds the positions; who waits for it does not count
     * @return those that are still there after so long
     */
    Set<Holder> await(int own, long nanos) {
        long until = System.nanoTime() + nanos;
        Set<Holder> older = holders(own);
        while (!older.isEmpty() && System.nanoTime() - until < 0) {
            sleep();
            older.retainAll(holders(own));
        }
        return older;
    }

    private Set<Holder> holders(int own) {
        Map<Holder, List<Integer>> blockers = new HashMap<>();
        watch.transaction(sql -> sql.fetch("""
                        SELECT pid, coalesce(xact_start::text, backend_xmin::text), pg_blocking_pids(pid)
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND backend_xmin IS NOT NULL
                            AND backend_type IN ('client backend', 'parallel worker')
                            AND pid NOT IN (pg_backend_pid(), ?)""", own))
                .forEach((Record row) -> blockers.put(
                        new Holder(row.get(0, Integer.class), row.get(1, String.class)),
                        List.of(row.get(2, Integer[].class))));
        return notWaitingFor(own, blockers);
    }

    /** Without those that wait for a connection, or for one that waits for it: their next statement has a new snapshot. */
    static Set<Holder> notWaitingFor(int own, Map<Holder, List<Integer>> blockers) {
        Set<Integer> waiting = new HashSet<>(Set.of(own));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<Holder, List<Integer>> one : blockers.entrySet()) {
                if (one.getValue().stream().anyMatch(waiting::contains)) {
                    grown |= waiting.add(one.getKey().pid());
                }
            }
        }
        Set<Holder> left = new HashSet<>();
        for (Holder holder : new ArrayList<>(blockers.keySet())) {
            if (!waiting.contains(holder.pid())) {
                left.add(holder);
            }
        }
        return left;
    }

    private static void sleep() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunProgress.Stopped();
        }
    }
}
