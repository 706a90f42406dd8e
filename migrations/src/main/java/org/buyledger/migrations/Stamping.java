package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Revision;

/** Changes what a schema is said to have, and runs none of it. */
final class Stamping {
    private final Database database;
    private final MigrationLock lock;
    private final AuditTrail.Run run;
    private final Patience patience;

    Stamping(Database database, MigrationLock lock, AuditTrail.Run run, Patience patience) {
        this.database = database;
        this.lock = lock;
        this.run = run;
        this.patience = patience;
    }

    /**
     * Removes first, then adds.
     *
     * @param purge also all that the plan does not speak of
     */
    void apply(Standing standing, Plans.Stamp stamp, boolean purge) {
        List<Revision> removed =
                new ArrayList<>(purge ? new ArrayList<>(standing.applied()).reversed() : stamp.removed());
        SequencedSet<Revision> left = new LinkedHashSet<>(standing.applied());
        removed.forEach(left::remove);
        // What stays but is not what its file says is recorded anew.
        List<Revision> anew = standing.changed().stream().filter(left::contains).toList();
        removed.addAll(anew);
        anew.forEach(left::remove);
        lock.session().transaction(connection -> {
            Sql.script(connection, "LOCK TABLE " + Standing.TABLE + " IN SHARE ROW EXCLUSIVE MODE");
            List<Step> steps = new ArrayList<>();
            removed.forEach(one -> steps.add(Step.of(one, Direction.unstamped, 0)));
            standing.unknown()
                    .forEach(row -> steps.add(new Step("unknown", row.version(), Direction.unstamped, null, 0, null)));
            Deletion.add(connection, steps.stream().map(Step::version).toList());
            AuditTrail.add(connection, run, steps);
            Sql.script(connection, "DELETE FROM " + Standing.TABLE + " WHERE NOT success");
        });
        List<Revision> added = new ArrayList<>(stamp.added());
        added.addAll(anew);
        if (!added.isEmpty()) {
            new FlywayRun(database, run, patience.lockTimeout(), standing.takenBack(), FlywayRun.How.STAMPED)
                    .migrate(left, added);
            // Flyway calls nobody back about what it does not run.
            lock.session()
                    .transaction(connection -> AuditTrail.add(
                            connection,
                            run,
                            added.stream()
                                    .map(one -> Step.of(one, Direction.stamped, 0))
                                    .toList()));
        }
    }
}
