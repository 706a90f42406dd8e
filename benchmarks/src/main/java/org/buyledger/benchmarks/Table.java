package org.buyledger.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under a head, each column as wide as its widest value. */
public final class Table {
    private final List<String[]> lines = new ArrayList<>();

    public Table(String... head) {
        lines.add(head);
    }

    public Table row(Object... values) {
        lines.add(Arrays.stream(values).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[lines.getFirst().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                // The first column is words, the others are numbers.
                String space = " ".repeat(widths[i] - line[i].length());
                row.append(i == 0 ? line[i] + space : "  " + space + line[i]);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
