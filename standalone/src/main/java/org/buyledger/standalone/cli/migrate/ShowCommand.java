package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate show}. */
@Command(name = "show", description = "Shows all that the files say about a revision.")
final class ShowCommand extends Verb {
    @Parameters(
            paramLabel = "REVISION",
            converter = TargetText.class,
            description = "A revision or its beginning, a label, head, heads or current.")
    private String target = "";

    ShowCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed {
        Graph graph = migrate().graph();
        List<Revision> revisions = Located.some(migrate(), graph, target);
        Described described = new Described(graph);
        if (json()) {
            ObjectNode json = object();
            json.set("revisions", described.json(revisions));
            print(json);
        } else {
            revisions.forEach(one -> described.details(one).forEach(out()::println));
        }
        return ExitCode.OK;
    }
}
