package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate current}. */
@Command(
        name = "current",
        description = {
            "Shows where the schema stands: the newest revision that is applied, in each branch.",
            "It only reads, and works on a database that has no schema yet."
        })
final class CurrentCommand extends Verb {
    @Option(names = "-v", description = "With all that the files say, and with what is pending.")
    private boolean verbose;

    @Option(names = "--check-heads", description = "Exit code 1 when a revision is missing.")
    private boolean checkHeads;

    CurrentCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed {
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            Standing standing = migrator.standing();
            List<Revision> pending = migrator.graph().revisions().stream()
                    .filter(one -> !standing.applied().contains(one))
                    .toList();
            if (json()) {
                printJson(migrator.graph(), standing, pending);
            } else {
                print(migrator.graph(), standing, pending);
            }
            if (checkHeads && !pending.isEmpty()) {
                throw new Failed(
                        ExitCode.FAILED,
                        "the schema lacks %d revision(s). Run: buyledger migrate upgrade heads"
                                .formatted(pending.size()));
            }
            return ExitCode.OK;
        }
    }

    private void print(Graph graph, Standing standing, List<Revision> pending) {
        Described described = new Described(graph);
        List<Revision> current = graph.heads(standing.applied());
        if (current.isEmpty()) {
            out().println("base: nothing is applied");
        }
        for (Revision revision : current) {
            if (verbose) {
                described.details(revision).forEach(out()::println);
            } else {
                out().println(described.line(revision));
            }
        }
        Outcome.faults(standing).forEach(out()::println);
        if (verbose) {
            pending.forEach(one -> out().println("pending " + described.line(one)));
        } else if (!pending.isEmpty()) {
            out().println("%d pending".formatted(pending.size()));
        }
    }

    private void printJson(Graph graph, Standing standing, List<Revision> pending) {
        ObjectNode json = object();
        json.set("current", new Described(graph).json(graph.heads(standing.applied())));
        json.set("pending", ids(pending));
        ArrayNode unknown = json.putArray("unknown");
        standing.unknown()
                .forEach(row -> unknown.addObject()
                        .put("version", row.version())
                        .put("description", row.description())
                        .put("script", row.script()));
        json.set("changed", ids(standing.changed()));
        ArrayNode failed = json.putArray("failed");
        standing.failed().forEach(row -> failed.add(row.script()));
        print(json);
    }
}
