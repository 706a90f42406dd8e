package org.buyledger.command.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of docs/lifecycles.md. */
final class DocumentedLifecycles {
    private static final Path PAGE = Path.of("../docs/lifecycles.md");
    private static final Pattern MARK = Pattern.compile("<!-- lifecycle:(\\w+) -->");

    private DocumentedLifecycles() {}

    /**
     * One cell of one table.
     *
     * @param kind of object
     * @param what comes, as the first column says it, without backquotes
     * @param state before it
     * @param expected the state after it, or the code of the refusal
     */
    record Cell(String kind, String what, String state, String expected) {}

    static List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        List<String> lines = Files.readAllLines(PAGE);
        for (int i = 0; i < lines.size(); i++) {
            var mark = MARK.matcher(lines.get(i));
            if (mark.matches()) {
                cells.addAll(table(
                        mark.group(1),
                        lines.stream()
                                .skip(i + 1L)
                                .takeWhile(line -> line.startsWith("|"))
                                .map(DocumentedLifecycles::row)
                                .toList()));
            }
        }
        return cells;
    }

    private static List<Cell> table(String kind, List<List<String>> rows) {
        List<String> states = rows.getFirst();
        List<Cell> cells = new ArrayList<>();
        for (List<String> row : rows.subList(2, rows.size())) {
            for (int i = 1; i < states.size(); i++) {
                cells.add(new Cell(kind, row.getFirst(), states.get(i), row.get(i)));
            }
        }
        return cells;
    }

    private static List<String> row(String line) {
        List<String> cells = Stream.of(line.split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
        return cells.subList(1, cells.size() - 1);
    }
}
