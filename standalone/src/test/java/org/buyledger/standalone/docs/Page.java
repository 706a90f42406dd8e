package org.buyledger.standalone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page under docs/. Above each table that is compared with the code stands a comment that names it. */
final class Page {
    static final Path DOCS = Path.of("../docs");

    private final List<String> lines;

    private Page(List<String> lines) {
        this.lines = lines;
    }

    static Page of(String name) throws IOException {
        return new Page(Files.readAllLines(DOCS.resolve(name)));
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The names in the comments that begin with a word, such as {@code fields:}; one comment may have several. */
    List<String> names(String word) {
        return lines.stream()
                .filter(line -> line.startsWith("<!-- " + word))
                .map(line -> line.substring(5 + word.length(), line.length() - 4))
                .flatMap(names -> Stream.of(names.split(" ")))
                .toList();
    }

    /** The rows of the table under the comment that holds a name, each with its cells, and without backquotes around a cell. */
    List<List<String>> table(String name) {
        List<Integer> marks = java.util.stream.IntStream.range(0, lines.size())
                .filter(i ->
                        lines.get(i).matches("<!-- (.*[ :])?" + java.util.regex.Pattern.quote(name) + "( .*)? -->"))
                .boxed()
                .toList();
        if (marks.size() != 1) {
            throw new AssertionError("the page has " + marks.size() + " tables of " + name);
        }
        return lines.stream()
                .skip(marks.getFirst() + 3L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(cell -> cell.strip().replaceFirst("^`([^`]*)`$", "$1"))
                        .collect(Collectors.toList()))
                .toList();
    }

    /** One column of such a table. */
    List<String> column(String name, int column) {
        return table(name).stream().map(row -> row.get(column)).toList();
    }
}
