package org.buyledger.standalone.cli.migrate;

import java.util.Set;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Verification;
import org.buyledger.migrations.Verification.Proof;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Ranges;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate verify}. */
@Command(
        name = "verify",
        description = {
            "Runs revisions up, down and up again on a throwaway database with rows in its tables, and compares the schema and",
            "the rows each time. Exit code 1 when a way does not lead where it should, or loses what it does not say it loses."
        })
final class VerifyCommand extends Verb {
    @Mixin
    private ScratchServer server = new ScratchServer();

    @Option(
            names = {"-r", "--range"},
            paramLabel = "RANGE",
            description = "Which: a:b, a:, :b, -10: (the newest ten). Default: all.")
    private @Nullable String range;

    VerifyCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        Graph graph = migrate().graph();
        Proof proof = server.run(
                migrate(),
                scratch -> new Verification(scratch, graph, migrate().sampleValues())
                        .of(Ranges.select(graph, Set.of(), range)));
        if (json()) {
            ObjectNode json = object();
            json.set("proved", ids(proof.proved()));
            json.set("one_way", ids(proof.oneWay()));
            proof.faults().forEach(json.putArray("faults")::add);
            proof.empty().forEach(json.putArray("tables_without_rows")::add);
            print(json);
        } else {
            proof.faults().forEach(out()::println);
            out().println("%d revisions were proved up, down and up again"
                    .formatted(proof.proved().size()));
            proof.oneWay().forEach(one -> out().println("%s goes one way, and went it".formatted(one)));
            proof.empty().forEach(this::remark);
        }
        if (proof.faults().isEmpty()) {
            return ExitCode.OK;
        }
        throw new Failed(
                ExitCode.FAILED,
                "%d faults. No database but the throwaway one was touched. Mend the files that are named, and run it again."
                        .formatted(proof.faults().size()));
    }
}
