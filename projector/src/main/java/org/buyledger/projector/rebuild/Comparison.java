package org.buyledger.projector.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.buyledger.migrations.Database;

/** Whether the server has what was folded: as many rows in each table, and the same sum over them. */
final class Comparison {
    private final Database candidate;
    private final RunProgress progress;

    Comparison(Database candidate, RunProgress progress) {
        this.candidate = candidate;
        this.progress = progress;
    }

    void run(List<Tally> tallies) throws RebuildFailed {
        progress.begin(Phase.COMPARING, tallies.size());
        List<Future<Tally.Sum>> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Indexing.AT_ONCE,
                Thread.ofPlatform().name("rebuild-compare-", 0).factory())) {
            tallies.forEach(tally -> stored.add(threads.submit(() -> {
                progress.check();
                Tally.Sum sum = candidate.readOnly(tally::stored);
                progress.step();
                return sum;
            })));
            for (int i = 0; i < tallies.size(); i++) {
                check(tallies.get(i), stored.get(i).get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunProgress.Stopped();
        }
    }

    static void check(Tally tally, Tally.Sum stored) throws RebuildFailed {
        Tally.Sum folded = tally.folded();
        if (!folded.equals(stored)) {
            throw new RebuildFailed(
                    "Table %s has %d rows with the sum %d, and %d rows with the sum %d were folded: the server does not have what was written."
                            .formatted(
                                    tally.table().getName(),
                                    stored.rows(),
                                    stored.crcs(),
                                    folded.rows(),
                                    folded.crcs()));
        }
    }
}
