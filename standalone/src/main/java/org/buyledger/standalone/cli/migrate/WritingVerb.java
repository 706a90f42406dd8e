package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.files.Draft;
import org.buyledger.migrations.files.RevisionWriter;
import org.buyledger.migrations.files.RevisionWriter.Written;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the verbs that write a revision share. */
abstract class WritingVerb extends Verb {
    @Option(
            names = "--splice",
            description = "Also on a revision which another one revises: another branch begins there.")
    private boolean splice;

    @Option(names = "--label", paramLabel = "L", description = "A name for the branch that begins with it.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id. Default: 12 random hex digits.")
    private @Nullable String id;

    WritingVerb(MigrateCommand migrate) {
        super(migrate);
    }

    abstract Written write(RevisionWriter writer, Graph graph) throws Refused, Failed, IOException;

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        Path folder = migrate().files();
        Graph graph = MigrateCommand.load(folder);
        try {
            printAll(List.of(write(new RevisionWriter(folder, graph, Clock.systemUTC()), graph)));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new Failed(
                    ExitCode.USAGE, "The revision cannot be written to %s: %s; nothing is left.".formatted(folder, e));
        }
    }

    boolean splice() {
        return splice;
    }

    Draft draft(String message, List<Revision> dependsOn, boolean inTransaction, @Nullable String oneWay) {
        return new Draft(message, labels, dependsOn, id, inTransaction, oneWay);
    }

    /** Prints a line or an object for each. */
    void printAll(List<Written> all) {
        for (Written written : all) {
            print(written);
        }
    }

    private void print(Written written) {
        if (json()) {
            ObjectNode json = object();
            json.set("revision", new Described(written.graph()).json(written.revision()));
            ArrayNode files = json.putArray("files");
            written.files().forEach(file -> files.add(file.toString()));
            written.warnings().forEach(json.putArray("warnings")::add);
            print(json);
        } else {
            written.files().forEach(file -> out().println("wrote " + file));
        }
        written.warnings().forEach(this::remark);
    }
}
