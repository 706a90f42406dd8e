package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Takes revisions back, which Flyway does not do: the way back's script and the row of the kind that Flyway itself writes
 * for what is gone, in one transaction.
 */
final class WayDown {
    private final Graph graph;
    private final MigrationLock lock;
    private final AuditTrail.Run run;
    private final Patience patience;
    private @Nullable Revision at;

    WayDown(Graph graph, MigrationLock lock, AuditTrail.Run run, Patience patience) {
        this.graph = graph;
        this.lock = lock;
        this.run = run;
        this.patience = patience;
    }

    /** Takes all of it back, and returns it. */
    List<Revision> apply(List<Revision> plan, Migrator.Downgrade how) throws MigrationFailed {
        List<Revision> done = new ArrayList<>();
        for (List<Revision> segment : Segments.of(plan, one -> inTransaction(one) && !how.perRevision())) {
            try {
                Retry.onLock(patience, () -> {}, () -> takeBack(segment));
            } catch (DataAccessException e) {
                Revision revision = at == null ? segment.getFirst() : at;
                Step step = Step.of(revision, Direction.down, 0);
                lock.session().run(connection -> AuditTrail.add(connection, run, step.failed(ServerMessage.of(e))));
                throw Failures.down(graph, revision, lock.standing(graph), done, run, e);
            }
            done.addAll(segment);
        }
        return done;
    }

    private static boolean inTransaction(Revision revision) {
        return revision.wayBack().map(Script::inTransaction).orElse(true);
    }

    private void takeBack(List<Revision> segment) {
        Revision first = segment.getFirst();
        if (!inTransaction(first)) {
            at = first;
            long began = System.nanoTime();
            lock.session().run(connection -> execute(connection, first));
            lock.session().transaction(connection -> record(connection, List.of(done(connection, first, began))));
            return;
        }
        lock.session().transaction(connection -> {
            Sql.script(
                    connection,
                    "SET LOCAL lock_timeout = " + patience.lockTimeout().toMillis() + "; LOCK TABLE " + Standing.TABLE
                            + " IN SHARE ROW EXCLUSIVE MODE");
            List<Step> steps = new ArrayList<>();
            for (Revision revision : segment) {
                at = revision;
                long began = System.nanoTime();
                execute(connection, revision);
                steps.add(done(connection, revision, began));
            }
            record(connection, steps);
        });
    }

    private static void execute(Connection connection, Revision revision) throws SQLException {
        String script = revision.wayBack().map(Script::text).orElse("");
        if (!script.isBlank()) {
            Sql.script(connection, script);
        }
    }

    private static Step done(Connection connection, Revision revision, long began) throws SQLException {
        long ms = (System.nanoTime() - began) / 1_000_000;
        RebuildMarks.add(connection, revision, revision.header().rebuildBack());
        return Step.of(revision, Direction.down, ms);
    }

    private void record(Connection connection, List<Step> steps) throws SQLException {
        Deletion.add(connection, steps.stream().map(Step::version).toList());
        AuditTrail.add(connection, run, steps);
    }
}
