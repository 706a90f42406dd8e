package org.buyledger.standalone.cli.migrate;

import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;

/** {@code buyledger migrate ensure_version}. */
@Command(
        name = "ensure_version",
        description = "Makes the schema and the tables that record revisions, where they are missing.")
final class EnsureVersionCommand extends Verb {
    EnsureVersionCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed {
        try (Database database = migrate().database()) {
            Migrator migrator = migrate().migrator(database);
            migrator.ensureVersion();
            Outcome outcome = Outcome.of(migrator);
            if (json()) {
                print(outcome.addTo(object()));
            } else {
                out().println("the tables that record revisions are there");
                outcome.print(this);
            }
            return ExitCode.OK;
        }
    }
}
