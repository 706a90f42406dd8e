package org.buyledger.standalone.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How commands answer: as a table for people, or as JSON for programs. */
public enum Output {
    table,
    json;

    /** In a class of its own, which is loaded where JSON is written. */
    private static final class Pretty {
        static final JsonMapper MAPPER =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /** JSON over several lines. */
    static String pretty(JsonNode value) {
        return Pretty.MAPPER.writeValueAsString(value);
    }

    /** Rows under a head, each column as wide as its widest value. */
    static void print(PrintStream out, List<String> head, List<List<String>> rows) {
        lines(head, rows).forEach(out::println);
    }

    /** Rows under a head, each column as wide as its widest value. */
    public static List<String> lines(List<String> head, List<List<String>> rows) {
        List<String> texts = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        lines.addAll(rows);
        int[] widths = new int[head.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            texts.add(text.toString().stripTrailing());
        }
        return texts;
    }
}
