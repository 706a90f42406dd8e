package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.RebuildMarks;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Revision;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the schema stands after a verb has moved it.
 *
 * @param rebuild tables that the projector has to fill again
 */
record Outcome(List<Revision> current, String standing, List<String> rebuild) {
    static Outcome of(Database database, Migrator migrator) {
        Standing standing = migrator.standing();
        return new Outcome(
                migrator.graph().heads(standing.applied()),
                Plans.standing(migrator.graph(), standing.applied()),
                database.readOnly(RebuildMarks::read));
    }

    void print(Verb verb) {
        verb.out().println("the schema stands at " + standing);
        if (!rebuild.isEmpty()) {
            verb.out()
                    .println("the projector fills %s again from the events when it starts"
                            .formatted(String.join(", ", rebuild)));
        }
    }

    ObjectNode addTo(ObjectNode json) {
        json.set("current", Verb.ids(current));
        rebuild.forEach(json.putArray("rebuild")::add);
        return json;
    }
}
