package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buyledger migrate downgrade}. */
@Command(
        name = "downgrade",
        description = "Takes back what is applied above a target: all of it, or none when a step fails.")
final class DowngradeCommand extends MovingVerb {
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
    public Integer call() throws Refused, Failed, MigrationFailed {
        if (sql) {
            script(offline().downgrade(target, how()));
        } else {
            move();
        }
        return ExitCode.OK;
    }

    private Migrator.Downgrade how() {
        return new Migrator.Downgrade(latestApplied, perRevision, acceptLoss, acceptOneWay, stopBefore);
    }

    @Override
    List<Revision> move(Migrator migrator) throws Refused, MigrationFailed {
        return migrator.downgrade(target, how());
    }

    @Override
    String key() {
        return "taken_back";
    }

    @Override
    String line(Revision moved) {
        return moved.oneWay().isPresent()
                ? "no longer said to be applied: %s; what it made stays".formatted(moved)
                : "took back " + moved;
    }

    @Override
    String nothing() {
        return "nothing to take back";
    }
}
