package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.Failed;
import tools.jackson.databind.node.ObjectNode;

/** A verb that moves the schema, and tells what it did also where a later step fails. */
abstract class MovingVerb extends Verb {
    MovingVerb(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    /** Moves it, and returns what was applied or taken back. */
    abstract List<Revision> move(Migrator migrator) throws Refused, MigrationFailed;

    /** What JSON calls those that were moved. */
    abstract String key();

    /** What is said of one. */
    abstract String line(Revision moved);

    /** What is said where there is none. */
    abstract String nothing();

    /** Moves, and prints what came of it. */
    final void move() throws Refused, Failed, MigrationFailed {
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            List<Revision> moved;
            try {
                moved = move(migrator);
            } catch (MigrationFailed e) {
                print(e.done(), Outcome.of(migrator));
                throw e;
            }
            print(moved, Outcome.of(migrator));
        }
    }

    private void print(List<Revision> moved, Outcome outcome) {
        if (json()) {
            ObjectNode json = object();
            json.set(key(), ids(moved));
            print(outcome.addTo(json));
            return;
        }
        moved.forEach(one -> out().println(line(one)));
        if (moved.isEmpty()) {
            out().println(nothing());
        }
        outcome.print(this);
    }
}
