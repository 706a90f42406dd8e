package org.buyledger.standalone.cli.deadletters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.cli.Output;
import picocli.CommandLine.Command;

/** {@code buyledger dead-letters list}. */
@Command(
        name = "list",
        description = {
            "Lists the objects that have parked events, and those that have discarded ones: a line for each, with its first event",
            "and why that was not applied. With -o json every event."
        })
final class ListCommand extends Verb {
    private static final List<String> HEAD =
            List.of("TENANT", "OBJECT", "STATE", "EVENTS", "FIRST", "TRIED", "SINCE", "WHY");

    ListCommand(DeadLettersCommand parent) {
        super(parent);
    }

    /** The events of an object in one state. */
    private record Line(String tenant, String object, String state) {}

    @Override
    int run(DeadLetters letters) throws Failed {
        List<ProjectionDeadLettersRecord> rows = letters.list(choice(null, null));
        if (json()) {
            print(json(rows));
        } else if (rows.isEmpty()) {
            out().println("There are none.");
        } else {
            Map<Line, List<ProjectionDeadLettersRecord>> lines = new LinkedHashMap<>();
            rows.forEach(row -> lines.computeIfAbsent(
                            new Line(row.getTenantId(), object(row), state(row)), line -> new ArrayList<>())
                    .add(row));
            List<List<String>> cells = new ArrayList<>();
            lines.forEach((line, events) -> cells.add(cells(line, events)));
            Output.lines(HEAD, cells).forEach(out()::println);
        }
        return ExitCode.OK;
    }

    private static List<String> cells(Line line, List<ProjectionDeadLettersRecord> rows) {
        ProjectionDeadLettersRecord first = rows.getFirst();
        return List.of(
                line.tenant(),
                line.object(),
                line.state(),
                Integer.toString(rows.size()),
                Long.toString(first.getSequence()),
                Integer.toString(first.getAttempts()),
                first.getParkedAt().toString(),
                why(first));
    }

    /** In one line. */
    private static String why(ProjectionDeadLettersRecord row) {
        return row.getDiscardReason() == null
                ? Objects.requireNonNullElse(row.getError(), "waits for one that was discarded")
                        .lines()
                        .findFirst()
                        .orElse("")
                : "%s: %s".formatted(row.getDiscardedBy(), row.getDiscardReason());
    }
}
