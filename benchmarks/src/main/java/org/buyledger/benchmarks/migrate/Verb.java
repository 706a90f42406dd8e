package org.buyledger.benchmarks.migrate;

import java.util.ArrayList;
import java.util.List;

/** What is measured, in an order in which each finds the schema as it needs it. */
enum Verb {
    UP("up from base", List.of("upgrade", "head")),
    NO_OP("up, nothing to do", List.of("upgrade", "head")),
    CURRENT("current", List.of("current")),
    DOWN("down to base", List.of("downgrade", "base"));

    private final String title;
    private final List<String> words;

    Verb(String title, List<String> words) {
        this.title = title;
        this.words = words;
    }

    String title() {
        return title;
    }

    List<String> words() {
        return words;
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(program);
        command.addAll(words);
        return command;
    }
}
