package org.buyledger.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of transitions in docs/media-buy-lifecycle.md. */
public final class DocumentedTransitions {
    private static final Path PAGE = Path.of("../docs/media-buy-lifecycle.md");

    private DocumentedTransitions() {}

    /** A transition, by the names of its statuses. */
    public record Transition(String from, String to) {}

    /** All transitions of the table that is marked with {@code <!-- transitions:kind -->}. */
    public static Set<Transition> of(String kind) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int mark = lines.indexOf("<!-- transitions:" + kind + " -->");
        Set<Transition> transitions = lines.stream()
                .skip(mark + 3L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1))
                .flatMap(cells ->
                        names(cells[1]).flatMap(from -> names(cells[2]).map(to -> new Transition(from, to))))
                .collect(Collectors.toSet());
        if (mark < 0 || transitions.isEmpty()) {
            throw new IllegalStateException("no table of " + kind + " in " + PAGE);
        }
        return transitions;
    }

    private static Stream<String> names(String cell) {
        return Stream.of(cell.split(",")).map(String::strip);
    }
}
