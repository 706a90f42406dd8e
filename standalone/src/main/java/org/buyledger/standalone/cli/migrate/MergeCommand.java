package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.files.RevisionWriter;
import org.buyledger.migrations.files.RevisionWriter.Written;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buyledger migrate merge}. */
@Command(
        name = "merge",
        description = {
            "Writes a revision that joins branches and changes nothing.",
            "Says which tables more than one of the branches touches."
        })
final class MergeCommand extends WritingVerb {
    @Parameters(
            arity = "0..*",
            paramLabel = "REV",
            defaultValue = "heads",
            description = "The newest revision of each branch. Default: heads, which is all.")
    private List<String> branches = List.of();

    @Option(names = "-m", paramLabel = "MSG", description = "What it does. Default: merge ... and ...")
    private String message = "";

    MergeCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    Written write(RevisionWriter writer, Graph graph) throws Refused, Failed, IOException {
        List<Revision> named = new ArrayList<>();
        for (String text : branches) {
            named.addAll(Located.in(migrate(), graph, text));
        }
        return writer.merge(draft(message, List.of(), true, null), named, splice());
    }
}
