package org.buyledger.standalone.cli.deadletters;

import java.util.List;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger dead-letters show}. */
@Command(
        name = "show",
        description = "Shows the events of an object in full: what they say, and why they were not applied.")
final class ShowCommand extends Verb {
    @Parameters(paramLabel = "OBJECT", description = "Which, such as media_buy/mb_0123456789abcdef.")
    private String object = "";

    @Option(names = "--sequence", paramLabel = "N", description = "Only the event of this number.")
    private @Nullable Long sequence;

    ShowCommand(DeadLettersCommand parent) {
        super(parent);
    }

    @Override
    int run(DeadLetters letters) throws Failed {
        List<ProjectionDeadLettersRecord> rows = letters.list(choice(object, sequence));
        if (rows.isEmpty()) {
            throw nothing();
        }
        if (json()) {
            ArrayNode events = json(rows);
            for (int i = 0; i < rows.size(); i++) {
                ObjectNode event = (ObjectNode) events.get(i);
                event.set(
                        "headers", Json.EVENTS.readTree(rows.get(i).getHeaders().data()));
                event.set("data", Json.EVENTS.readTree(rows.get(i).getPayload()));
            }
            print(events);
        } else {
            rows.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private void print(ProjectionDeadLettersRecord row) {
        out().printf(
                        "event %d of %s: %s, at partition %d offset %d%n",
                        row.getSequence(), row.getTenantId(), row.getType(), row.getPartition(), row.getOffset());
        out().printf("  parked      %s, tried %d time(s)%n", row.getParkedAt(), row.getAttempts());
        if (row.getDiscardedAt() != null) {
            out().printf(
                            "  discarded   %s by %s: %s%n",
                            row.getDiscardedAt(), row.getDiscardedBy(), row.getDiscardReason());
        }
        out().printf("  missing in  %s%n", String.join(", ", row.getTables()));
        String why = row.getError() == null ? "it waits for an event before it" : row.getError();
        out().printf("  why         %s%n", why.replace("\n", "\n              "));
        out().printf("  says        %s%n", row.getPayload());
    }
}
