package org.buyledger.standalone.cli.migrate;

import java.util.List;
import java.util.Set;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.Failed;

/** The revisions that somebody means, with a look at the database only where that decides it. */
final class Located {
    private Located() {}

    /** At least one. */
    static List<Revision> some(MigrateCommand migrate, Graph graph, String text) throws Refused, Failed {
        List<Revision> found = in(migrate, graph, text);
        if (found.isEmpty()) {
            throw new Refused("'%s' is no revision: it is what there is before the first.".formatted(text));
        }
        return found;
    }

    /** None for base. */
    static List<Revision> in(MigrateCommand migrate, Graph graph, String text) throws Refused, Failed {
        boolean needsDatabase = text.contains("current") || text.matches("(.*@)?[+-].*");
        if (!needsDatabase) {
            return Plans.locate(graph, Set.of(), text);
        }
        try (Database database = migrate.database()) {
            List<Revision> found =
                    Plans.locate(graph, migrate.migrator(database).standing().applied(), text);
            if (found.isEmpty()) {
                throw new Refused("There are no current revisions: nothing is applied to the database.");
            }
            return found;
        }
    }
}
