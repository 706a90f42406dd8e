package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate stamp}. */
@Command(
        name = "stamp",
        description = {
            "Declares that the schema is at these revisions, and runs nothing of them.",
            "Records of revisions that no file has are taken away."
        })
final class StampCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            converter = TargetText.class,
            description = "head, heads, base, a revision or its beginning ...; several where none stands on another.")
    private List<String> targets = List.of();

    @Option(names = "--purge", description = "Forgets first all that was recorded.")
    private boolean purge;

    @Option(names = "--sql", description = "Changes nothing, and prints the script.")
    private boolean sql;

    StampCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed {
        if (sql && purge) {
            throw new Refused(
                    "--purge forgets what is recorded in a database, and --sql looks at none; a script of stamp"
                            + " takes away by itself what no file has.");
        }
        if (sql) {
            script(offline().stamp(targets));
            return ExitCode.OK;
        }
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            List<Standing.Row> unknown = migrator.standing().unknown();
            Plans.Stamp stamp = migrator.stamp(targets, purge);
            print(stamp, unknown, Outcome.of(migrator));
            return ExitCode.OK;
        }
    }

    private void print(Plans.Stamp stamp, List<Standing.Row> unknown, Outcome outcome) {
        if (json()) {
            ObjectNode json = object();
            json.set("added", ids(stamp.added()));
            json.set("removed", ids(stamp.removed()));
            ArrayNode forgotten = json.putArray("unknown");
            unknown.forEach(row -> forgotten.add(row.version()));
            print(outcome.addTo(json));
            return;
        }
        unknown.forEach(row -> out().println(
                        "no longer recorded: %s (%s), which no file has".formatted(row.version(), row.description())));
        stamp.removed().forEach(one -> out().println("no longer recorded: " + one));
        stamp.added().forEach(one -> out().println("recorded as applied: " + one));
        outcome.print(this);
    }
}
