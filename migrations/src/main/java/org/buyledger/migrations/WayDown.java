package org.buyledger.migrations;

import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Takes revisions back, which Flyway does not do: the way back's script and the row of the kind that Flyway itself writes
 * for what is gone, in one transaction.
 */
final class WayDown {
    private final Database database;
    private final Graph graph;
    private final MigrationLock lock;
    private final AuditTrail.Run run;
    private final Patience patience;
    private @Nullable Revision at;

    WayDown(Database database, Graph graph, MigrationLock lock, AuditTrail.Run run, Patience patience) {
        this.database = database;
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
                AuditTrail.add(lock.db(), run, step.failed(ServerMessage.of(e)));
                throw Failures.down(graph, revision, Standing.read(lock.db(), graph), done, run, e);
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
            execute(lock.db(), first);
            database.transaction(db -> {
                record(db, first, began);
                return null;
            });
            return;
        }
        database.transaction(db -> {
            db.execute("SET LOCAL lock_timeout = " + patience.lockTimeout().toMillis());
            db.execute("LOCK TABLE " + Standing.TABLE + " IN SHARE ROW EXCLUSIVE MODE");
            for (Revision revision : segment) {
                at = revision;
                long began = System.nanoTime();
                execute(db, revision);
                record(db, revision, began);
            }
            return null;
        });
    }

    /** The driver itself takes a script apart into its statements. */
    private static void execute(DSLContext db, Revision revision) {
        String script = revision.wayBack().map(Script::text).orElse("");
        if (script.isBlank()) {
            return;
        }
        db.connection(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script);
            }
        });
    }

    private void record(DSLContext db, Revision revision, long began) {
        long ms = (System.nanoTime() - began) / 1_000_000;
        db.connection(connection -> {
            Deletion.add(connection, revision.version());
            AuditTrail.add(connection, run, Step.of(revision, Direction.down, ms));
            RebuildMarks.add(connection, revision, revision.header().rebuildBack());
        });
    }
}
