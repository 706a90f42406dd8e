package org.buyledger.benchmarks.decide;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Table;

/** All that was measured. */
record DecideReport(Machine machine, List<Row> rows) {

    /**
     * One command.
     *
     * @param command its title
     * @param payloadBytes as it was sent
     * @param events that it comes to
     * @param eventBytes their payloads together
     * @param costs of the operations, in their order
     */
    record Row(String command, int payloadBytes, int events, int eventBytes, List<Ratio> costs) {
        static Row of(Measured command, List<Ratio> costs) {
            return new Row(
                    command.title(), command.payload().length, command.events().size(), command.eventBytes(), costs);
        }
    }

    /** A cost beside its limit. */
    record Ratio(Operation operation, Cost cost, Cost limit) {
        /** How many times the limit. */
        @JsonIgnore
        double times() {
            return cost.nanos().median() / limit.nanos().median();
        }
    }

    String text() {
        List<String> head = new ArrayList<>(List.of("", "B", "events", "B"));
        for (Operation operation : Operation.values()) {
            head.addAll(List.of(operation.title() + " ns", "x", "B"));
        }
        Table table = new Table(head.toArray(String[]::new));
        for (Row row : rows) {
            List<Object> cells =
                    new ArrayList<>(List.of(row.command(), row.payloadBytes(), row.events(), row.eventBytes()));
            for (Ratio ratio : row.costs()) {
                cells.add(whole(ratio.cost().nanos().median()));
                cells.add(one(ratio.times()));
                cells.add(whole(ratio.cost().bytes().median()));
            }
            table.row(cells.toArray());
        }
        return """
                %s
                ns for each command, medians; x: times the limit; B: sizes of command and events, and what is allocated

                %s
                median x: %s
                """.formatted(machine, table, medians());
    }

    private String medians() {
        List<String> medians = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Sample times = new Sample(rows.stream()
                    .flatMap(row -> row.costs().stream())
                    .filter(ratio -> ratio.operation() == operation)
                    .mapToDouble(Ratio::times)
                    .toArray());
            medians.add(operation.title() + " " + one(times.median()));
        }
        return String.join(", ", medians);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
