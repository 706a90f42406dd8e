package org.buyledger.standalone.cli.migrate;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Revision;
import tools.jackson.databind.node.ObjectNode;

/** Where the schema stands after a verb has moved it, or has found nothing to do. */
record Outcome(Graph graph, Standing standing) {
    static Outcome of(Migrator migrator) {
        return new Outcome(migrator.graph(), migrator.standing());
    }

    /** What is not as it should be; one line each. */
    static List<String> faults(Standing standing) {
        List<String> lines = new ArrayList<>();
        for (Standing.Row row : standing.unknown()) {
            lines.add("%s (unknown), %s: no file here has it".formatted(row.version(), row.description()));
        }
        for (Revision revision : standing.changed()) {
            lines.add("%s was changed after it was applied"
                    .formatted(revision.up().file()));
        }
        for (Standing.Row row : standing.failed()) {
            lines.add("%s failed half-way; the next upgrade tries it again".formatted(row.script()));
        }
        return lines;
    }

    void print(Verb verb) {
        faults(standing).forEach(verb::remark);
        verb.out().println("the schema stands at " + Plans.standing(graph, standing.applied()));
        if (!standing.marked().isEmpty()) {
            verb.out()
                    .println("the projector fills %s again from the events when it starts"
                            .formatted(String.join(", ", standing.marked())));
        }
    }

    ObjectNode addTo(ObjectNode json) {
        json.set("current", Verb.ids(graph.heads(standing.applied())));
        standing.marked().forEach(json.putArray("rebuild")::add);
        return json;
    }
}
