package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
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
            for (Revision revision : removed) {
                remove(connection, Step.of(revision, Direction.unstamped, 0));
            }
            for (Standing.Row row : standing.unknown()) {
                remove(connection, new Step("unknown", row.version(), Direction.unstamped, null, 0, null));
            }
            Sql.script(connection, "DELETE FROM " + Standing.TABLE + " WHERE NOT success");
        });
        List<Revision> added = new ArrayList<>(stamp.added());
        added.addAll(anew);
        if (!added.isEmpty()) {
            new FlywayRun(database, run, patience.lockTimeout(), standing.takenBack()).stamp(left, added);
            // Flyway calls nobody back about what it does not run.
            lock.session().transaction(connection -> {
                for (Revision revision : added) {
                    AuditTrail.add(connection, run, Step.of(revision, Direction.stamped, 0));
                }
            });
        }
    }

    private void remove(Connection connection, Step step) throws SQLException {
        Deletion.add(connection, step.version());
        AuditTrail.add(connection, run, step);
    }
}
