package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.files.RevisionWriter;
import org.buyledger.migrations.files.RevisionWriter.Written;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code buyledger migrate revision}. */
@Command(
        name = "revision",
        description = {
            "Writes the files of a new revision, the way there and the way back, for you to fill in.",
            "With --autogenerate, the revisions that lead to what the model says, each tried there and back before it is written."
        })
final class RevisionCommand extends WritingVerb {
    @Option(names = "-m", required = true, paramLabel = "MSG", description = "What it does, in a few words.")
    private String message = "";

    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "What it stands on, where there are several heads; base for nothing.")
    private @Nullable String head;

    @Option(
            names = "--depends-on",
            paramLabel = "REV",
            description = "A revision of another branch that must be there.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--no-transaction",
            description = "It runs outside a transaction, as CREATE INDEX CONCURRENTLY must.")
    private boolean noTransaction;

    @Option(names = "--autogenerate", description = "With the statements that lead to what the model says.")
    private boolean autogenerate;

    @Mixin
    private ScratchModel server = new ScratchModel();

    @Option(names = "--one-way", paramLabel = "REASON", description = "There will be no way back, and why.")
    private @Nullable String oneWay;

    RevisionCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        if (!autogenerate) {
            return super.call();
        }
        List<Written> all = server.run(
                migrate(), scratch -> server.autogenerate(migrate(), scratch).write(message, Clock.systemUTC()));
        if (all.isEmpty()) {
            remark("The model is what the revisions make; nothing was written.");
        }
        printAll(all);
        return ExitCode.OK;
    }

    @Override
    Written write(RevisionWriter writer, Graph graph) throws Refused, Failed, IOException {
        List<Revision> needed = new ArrayList<>();
        for (String text : dependsOn) {
            needed.addAll(Located.in(migrate(), graph, text));
        }
        return writer.revision(
                draft(message, needed, !noTransaction, oneWay),
                head == null ? null : Located.in(migrate(), graph, head),
                splice());
    }
}
