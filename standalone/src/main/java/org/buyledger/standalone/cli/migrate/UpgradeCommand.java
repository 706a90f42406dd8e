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

/** {@code buyledger migrate upgrade}. */
@Command(
        name = "upgrade",
        description = "Applies what is missing below a target: all of it, or none when a step fails.")
final class UpgradeCommand extends MovingVerb {
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
    public Integer call() throws Refused, Failed, MigrationFailed {
        if (sql) {
            script(offline().upgrade(target, how()));
        } else {
            move();
        }
        return ExitCode.OK;
    }

    private Migrator.Upgrade how() {
        return new Migrator.Upgrade(upTo, perRevision);
    }

    @Override
    List<Revision> move(Migrator migrator) throws Refused, MigrationFailed {
        return migrator.upgrade(target, how());
    }

    @Override
    String key() {
        return "applied";
    }

    @Override
    String line(Revision moved) {
        return "applied " + moved;
    }

    @Override
    String nothing() {
        return "nothing to apply";
    }
}
