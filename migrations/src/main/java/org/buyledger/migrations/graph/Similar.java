package org.buyledger.migrations.graph;

import java.util.List;
import java.util.stream.Stream;

/** What somebody may have meant who named a revision that does not exist. */
final class Similar {
    private static final int MOST = 3;

    private Similar() {}

    /** A sentence with a space before it; empty when nothing comes near. */
    static String hint(String text, Graph graph) {
        Stream<String> ids = graph.revisions().stream()
                .filter(one -> one.id().contains(text)
                        || one.version().equals(text)
                        || (text.length() > 3 && (one.slug().contains(text) || distance(one.id(), text) <= 2)))
                .map(Revision::toString);
        Stream<String> labels = graph.labels().stream().filter(label -> distance(label, text) <= 2);
        List<String> near = Stream.concat(ids, labels).limit(MOST).toList();
        return near.isEmpty() ? "" : " Was it %s?".formatted(String.join(" or ", near));
    }

    /** How many letters have to be put, taken or changed to make one from the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
