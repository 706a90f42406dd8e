package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate branches}. */
@Command(
        name = "branches",
        description = "Lists the revisions that several others revise, with those. It reads the files alone.")
final class BranchesCommand extends Verb {
    @Option(names = "-v", description = "With all that the files say.")
    private boolean verbose;

    BranchesCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed {
        Graph graph = migrate().graph();
        List<Revision> points =
                graph.revisions().stream().filter(graph::isBranchPoint).toList().reversed();
        Described described = new Described(graph);
        if (json()) {
            ObjectNode json = object();
            ArrayNode branches = json.putArray("branches");
            for (Revision point : points) {
                ObjectNode branch = described.json(point);
                branch.set("children", ids(graph.children(point)));
                branches.add(branch);
            }
            print(json);
            return ExitCode.OK;
        }
        for (Revision point : points) {
            if (verbose) {
                described.details(point).forEach(out()::println);
            } else {
                out().println(described.line(point));
            }
            graph.children(point).forEach(child -> out().println("    -> " + described.line(child)));
        }
        return ExitCode.OK;
    }
}
