package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Scratch;
import org.buyledger.migrations.catalogue.Comparison;
import org.buyledger.migrations.catalogue.Comparison.Difference;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate check}. */
@Command(
        name = "check",
        description = {
            "Says in what the model differs from what the revisions make; with --db, a database from what the revisions make.",
            "Exit code 1 when there is a difference."
        })
final class CheckCommand extends Verb {
    @Mixin
    private ScratchModel server = new ScratchModel();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Looks at this database, as jdbc:postgresql://host:port/database, and not at the model.")
    private @Nullable String db;

    CheckCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        String other = db == null ? "the model" : "the database";
        List<Difference> differences = server.run(migrate(), this::differences);
        if (json()) {
            ObjectNode json = object();
            ArrayNode array = json.putArray("differences");
            for (Difference one : differences) {
                array.addObject()
                        .put("object", one.key().toString())
                        .put("attribute", one.attribute())
                        .put("revisions", one.one())
                        .put("other", one.other());
            }
            print(json);
        } else {
            for (Difference one : differences) {
                out().println(one.attribute().isEmpty() ? one.key().toString() : one.key() + ", " + one.attribute());
                out().println("    the revisions: " + one.one());
                out().println("    %s: %s".formatted(other, one.other()));
            }
        }
        if (differences.isEmpty()) {
            if (!json()) {
                out().println("%s is what the revisions make".formatted(other));
            }
            return ExitCode.OK;
        }
        throw new Failed(
                ExitCode.FAILED,
                "%s and the revisions differ in %d places. %s"
                        .formatted(
                                other,
                                differences.size(),
                                db == null
                                        ? "To write the revisions that are missing, run: buyledger migrate revision --autogenerate -m \"...\""
                                        : "It is at head, so somebody changed it by hand. Undo that by hand; or put it into the model, write the revision (buyledger migrate revision --autogenerate -m \"...\"), and stamp it where it is done already."));
    }

    private List<Difference> differences(Scratch scratch) throws Refused, Failed, MigrationFailed, IOException {
        if (db == null) {
            return server.autogenerate(migrate(), scratch).check();
        }
        try (Database live = migrate().database(db)) {
            Migrator migrator = migrate().migrator(live);
            int missing = migrator.pending().size();
            if (missing > 0) {
                throw new Refused(
                        "The database lacks %d of the revisions, so it is not what they make. Nothing was compared. Bring it to head first (buyledger migrate upgrade heads), or name the files that it was made with: --directory."
                                .formatted(missing));
            }
            try (Scratch.Throwaway head = scratch.migrated(migrator.graph())) {
                return Comparison.of(head.catalogue(), Scratch.catalogue(live));
            }
        }
    }
}
