package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate upgrade}. */
@Command(
        name = "upgrade",
        description = "Applies what is missing below a target: all of it, or none when a step fails.")
final class UpgradeCommand extends Verb {
    @Parameters(
            paramLabel = "TARGET",
            converter = TargetText.class,
            description =
                    "head, heads (of all branches), +N, a revision or its beginning, a label, <label>@head, <revision>+N ...")
    private String target = "";

    @Option(names = "--up-to", description = "With +N: as many as there are, where there are fewer.")
    private boolean upTo;

    @Option(names = "--per-revision", description = "Each in a transaction of its own, instead of all in one.")
    private boolean perRevision;

    @Option(
            names = "--sql",
            description = "Changes nothing, and prints the script; TARGET may be FROM:TO, and begins at base else.")
    private boolean sql;

    UpgradeCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        if (sql) {
            script(offline().upgrade(target, new Migrator.Upgrade(upTo, perRevision)));
            return ExitCode.OK;
        }
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            List<Revision> applied;
            try {
                applied = migrator.upgrade(target, new Migrator.Upgrade(upTo, perRevision));
            } catch (MigrationFailed e) {
                print(e.done(), Outcome.of(migrator));
                throw e;
            }
            print(applied, Outcome.of(migrator));
            return ExitCode.OK;
        }
    }

    private void print(List<Revision> applied, Outcome outcome) {
        if (json()) {
            ObjectNode json = object();
            json.set("applied", ids(applied));
            print(outcome.addTo(json));
            return;
        }
        applied.forEach(one -> out().println("applied " + one));
        if (applied.isEmpty()) {
            out().println("nothing to apply");
        }
        outcome.print(this);
    }
}
