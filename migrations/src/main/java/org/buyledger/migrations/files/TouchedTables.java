package org.buyledger.migrations.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;

/** Which tables and types revisions change, as a look at their statements tells; what functions do stays unseen. */
public final class TouchedTables {
    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(?:(?:CREATE|ALTER|DROP|TRUNCATE)\\s+(?:UNLOGGED\\s+)?(?:TABLE|TYPE)(?:\\s+IF\\s+(?:NOT\\s+)?EXISTS)?(?:\\s+ONLY)?"
                    + "|INSERT\\s+INTO|DELETE\\s+FROM(?:\\s+ONLY)?|UPDATE(?:\\s+ONLY)?"
                    + "|INDEX\\b[^;]*?\\bON(?:\\s+ONLY)?|TRIGGER\\b[^;]*?\\bON|COMMENT\\s+ON\\s+(?:TABLE|TYPE|COLUMN))"
                    + "\\s+\"?([a-z_][a-z0-9_]*)\"?",
            Pattern.CASE_INSENSITIVE);

    private TouchedTables() {}

    /** A sentence for each table that two of these branches touch; each is named by its newest revision. */
    public static List<String> conflicts(Graph graph, List<Revision> branches) {
        Map<String, Set<String>> files = new TreeMap<>();
        Set<String> several = new TreeSet<>();
        for (Revision branch : branches) {
            Map<String, Set<String>> own = new TreeMap<>();
            for (Revision revision : alone(graph, branch, branches)) {
                in(revision)
                        .forEach(table -> own.computeIfAbsent(table, absent -> new TreeSet<>())
                                .add(revision.up().file()));
            }
            own.forEach((table, names) -> {
                if (files.containsKey(table)) {
                    several.add(table);
                }
                files.computeIfAbsent(table, absent -> new TreeSet<>()).addAll(names);
            });
        }
        List<String> sentences = new ArrayList<>();
        for (String table : several) {
            sentences.add(
                    "More than one of the branches touches %s: %s. Databases may have applied them in either order; look whether the outcome is the same, and mend it in the merge if not."
                            .formatted(table, String.join(", ", files.getOrDefault(table, Set.of()))));
        }
        return sentences;
    }

    /** What this branch has and no other of them. */
    private static Collection<Revision> alone(Graph graph, Revision branch, List<Revision> branches) {
        Set<Revision> alone = new HashSet<>(graph.withAncestors(List.of(branch)));
        branches.stream()
                .filter(other -> !other.equals(branch))
                .forEach(other -> graph.withAncestors(List.of(other)).forEach(alone::remove));
        return alone;
    }

    private static Set<String> in(Revision revision) {
        Set<String> tables = new HashSet<>();
        Matcher statement = STATEMENT.matcher(revision.up().sql());
        while (statement.find()) {
            tables.add(statement.group(1).toLowerCase(Locale.ROOT));
        }
        return tables;
    }
}
