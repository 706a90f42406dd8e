package org.buyledger.standalone.cli.migrate;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Ranges;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate history}. */
@Command(
        name = "history",
        description = {
            "Lists the revisions, the newest first.",
            "It reads the files alone; with -i, or a range that has to do with where the schema stands, the database too."
        })
final class HistoryCommand extends Verb {
    /** What can be told only by who knows where the schema stands. */
    private static final Pattern NEEDS_DATABASE = Pattern.compile("current|^\\+|:-|@[+-]");

    @Option(
            names = {"-r", "--range"},
            paramLabel = "RANGE",
            description = "a:b, a:, :b, -10: (the newest ten), a:+3, base:+3, rev:current, current: ...")
    private @Nullable String range;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Marks where the schema stands.")
    private boolean indicateCurrent;

    @Option(names = "-v", description = "With all that the files say.")
    private boolean verbose;

    HistoryCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed {
        Graph graph = migrate().graph();
        boolean needsDatabase = indicateCurrent
                || (range != null && NEEDS_DATABASE.matcher(range).find());
        Set<Revision> applied = needsDatabase ? applied() : Set.of();
        List<Revision> revisions = Ranges.select(graph, applied, range);
        Described described = new Described(graph, indicateCurrent ? graph.heads(applied) : null);
        if (json()) {
            ObjectNode json = object();
            json.set("revisions", described.json(revisions));
            print(json);
        } else if (verbose) {
            for (Revision revision : revisions) {
                described.details(revision).forEach(out()::println);
                out().println();
            }
        } else {
            revisions.forEach(one -> out().println(described.step(one)));
        }
        return ExitCode.OK;
    }

    private Set<Revision> applied() throws Refused, Failed {
        try (Database database = migrate().database()) {
            return migrate().migrator(database).standing().applied();
        }
    }
}
