package org.buyledger.standalone.cli.migrate;

import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate heads}. */
@Command(name = "heads", description = "Lists the revisions that no other revises. It reads the files alone.")
final class HeadsCommand extends Verb {
    @Option(names = "-v", description = "With all that the files say.")
    private boolean verbose;

    HeadsCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed {
        Graph graph = migrate().graph();
        Described described = new Described(graph);
        if (json()) {
            ObjectNode json = object();
            json.set("heads", described.json(graph.heads()));
            print(json);
            return ExitCode.OK;
        }
        for (Revision head : graph.heads()) {
            if (verbose) {
                described.details(head).forEach(out()::println);
            } else {
                out().println(described.line(head));
            }
        }
        return ExitCode.OK;
    }
}
