package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Applies a plan: what can be in one transaction is, unless each is to have its own. */
final class WayUp {
    private final Database database;
    private final Graph graph;
    private final MigrationLock lock;
    private final AuditTrail.Run run;
    private final Patience patience;

    WayUp(Database database, Graph graph, MigrationLock lock, AuditTrail.Run run, Patience patience) {
        this.database = database;
        this.graph = graph;
        this.lock = lock;
        this.run = run;
        this.patience = patience;
    }

    /** Applies all of it, and returns it. */
    List<Revision> apply(Standing standing, List<Revision> plan, boolean perRevision) throws MigrationFailed {
        SequencedSet<Revision> applied = new LinkedHashSet<>(standing.applied());
        List<Revision> done = new ArrayList<>();
        Predicate<Revision> joins = one -> one.up().inTransaction() && !perRevision;
        Map<FlywayRun.How, FlywayRun> runs = new EnumMap<>(FlywayRun.How.class);
        for (List<Revision> segment : Segments.alike(plan, joins)) {
            FlywayRun flyway = runs.computeIfAbsent(
                    joins.test(segment.getFirst()) ? FlywayRun.How.TOGETHER : FlywayRun.How.EACH_ALONE,
                    how -> new FlywayRun(database, run, patience.lockTimeout(), standing.takenBack(), how));
            try {
                Retry.onLock(patience, () -> cleanUp(), () -> flyway.migrate(applied, segment));
            } catch (FlywayException e) {
                if (!lock.standing(graph).isRecorded()) {
                    // Not even Flyway's table could be made.
                    throw e;
                }
                throw failed(flyway.at(), segment, done, e);
            }
            applied.addAll(segment);
            done.addAll(segment);
        }
        return done;
    }

    private List<String> cleanUp() {
        return lock.clearDebris(lock.standing(graph));
    }

    private MigrationFailed failed(
            @Nullable Revision at, List<Revision> segment, List<Revision> done, FlywayException failure) {
        Revision revision = at == null ? segment.getFirst() : at;
        List<String> dropped = cleanUp();
        Step step = Step.of(revision, Direction.up, 0);
        lock.session().run(connection -> AuditTrail.add(connection, run, step.failed(ServerMessage.of(failure))));
        Standing standing = lock.standing(graph);
        segment.stream().filter(standing.applied()::contains).forEach(done::add);
        return Failures.up(graph, revision, standing, done, dropped, run, failure);
    }
}
