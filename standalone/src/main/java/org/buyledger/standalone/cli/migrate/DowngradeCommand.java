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

/** {@code buyledger migrate downgrade}. */
@Command(
        name = "downgrade",
        description = "Takes back what is applied above a target: all of it, or none when a step fails.")
final class DowngradeCommand extends Verb {
    @Parameters(
            paramLabel = "TARGET",
            converter = TargetText.class,
            description = "-N, base, a revision or its beginning (which stays), <label>@-N, <label>@base ...")
    private String target = "";

    @Option(
            names = "--latest-applied",
            description = "With -N where several branches are applied: those that were applied last.")
    private boolean latestApplied;

    @Option(names = "--per-revision", description = "Each in a transaction of its own, instead of all in one.")
    private boolean perRevision;

    @Option(names = "--accept-loss", description = "Also where data is lost that no event brings back.")
    private boolean acceptLoss;

    @Option(
            names = "--accept-one-way",
            description = "What has no way back stays in the schema and is no longer said to be applied.")
    private boolean acceptOneWay;

    @Option(names = "--stop-before", description = "Goes down as far as there is a way back that loses nothing.")
    private boolean stopBefore;

    @Option(names = "--sql", description = "Changes nothing, and prints the script; TARGET is FROM:TO.")
    private boolean sql;

    DowngradeCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        Migrator.Downgrade how =
                new Migrator.Downgrade(latestApplied, perRevision, acceptLoss, acceptOneWay, stopBefore);
        if (sql) {
            script(offline().downgrade(target, how));
            return ExitCode.OK;
        }
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            List<Revision> takenBack;
            try {
                takenBack = migrator.downgrade(target, how);
            } catch (MigrationFailed e) {
                print(e.done(), Outcome.of(migrator));
                throw e;
            }
            print(takenBack, Outcome.of(migrator));
            return ExitCode.OK;
        }
    }

    private void print(List<Revision> takenBack, Outcome outcome) {
        if (json()) {
            ObjectNode json = object();
            json.set("taken_back", ids(takenBack));
            print(outcome.addTo(json));
            return;
        }
        for (Revision revision : takenBack) {
            out().println(
                            revision.oneWay().isPresent()
                                    ? "no longer said to be applied: %s; what it made stays".formatted(revision)
                                    : "took back " + revision);
        }
        if (takenBack.isEmpty()) {
            out().println("nothing to take back");
        }
        outcome.print(this);
    }
}
