package org.buyledger.benchmarks.migrate;

import java.util.ArrayList;
import java.util.List;

/** What is measured, in an order in which each finds the schema as it needs it. */
enum Verb {
    UP("up from base", "upgrade head"),
    NO_OP("up, nothing to do", "upgrade head"),
    CURRENT("current", "current"),
    DOWN("down to base", "downgrade base");

    private final String title;
    private final String words;

    Verb(String title, String words) {
        this.title = title;
        this.words = words;
    }

    String title() {
        return title;
    }

    List<String> words() {
        return List.of(words.split(" ", -1));
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(program);
        command.addAll(words());
        return command;
    }
}
