package org.buyledger.standalone.cli.deadletters;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.operations.Operator;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buyledger dead-letters discard}. */
@Command(
        name = "discard",
        description = {
            "Leaves parked events of an object out for good, and lets its later ones be applied. The tables lack from then on what",
            "they say; the log and audit_logs have it. Who decided that, when and why stays on record."
        })
final class DiscardCommand extends Verb {
    @Parameters(paramLabel = "OBJECT", description = "Which, such as media_buy/mb_0123456789abcdef.")
    private String object = "";

    @Option(
            names = "--sequence",
            paramLabel = "N",
            description = "Only the event of this number; the others stay parked until they are tried again.")
    private @Nullable Long sequence;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    DiscardCommand(DeadLettersCommand parent) {
        super(parent);
    }

    @Override
    int run(DeadLetters letters) throws Failed {
        if (reason.isBlank()) {
            throw new Failed(ExitCode.USAGE, "--reason is empty; say for those who come later why it is left out.");
        }
        List<ProjectionDeadLettersRecord> rows =
                letters.discard(choice(object, sequence), Operator.name(), reason.strip());
        if (rows.isEmpty()) {
            throw nothing();
        }
        if (json()) {
            print(json(rows));
            return ExitCode.OK;
        }
        rows.forEach(row -> out().printf(
                        "Event %d of %s (%s of %s) is left out of %s.%n",
                        row.getSequence(),
                        row.getTenantId(),
                        row.getType(),
                        object(row),
                        String.join(", ", row.getTables())));
        if (sequence != null) {
            out().printf(
                            "Now apply what was parked behind it: buyledger dead-letters retry --tenant %s %s%n",
                            tenant(), object);
        }
        return ExitCode.OK;
    }
}
