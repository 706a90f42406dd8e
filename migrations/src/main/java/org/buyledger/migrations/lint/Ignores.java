package org.buyledger.migrations.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/** The lines {@code lint-ignore: <rule> <reason>} in the heads of a revision's files. */
public final class Ignores {
    private Ignores() {}

    /**
     * What is left of the findings of a revision, and a finding for each line that ignores nothing.
     *
     * @param isComplete false where not all could be looked at, so that what was ignored may not have been met
     */
    public static List<Finding> apply(Revision revision, List<Finding> findings, boolean isComplete) {
        Set<String> ignored = new HashSet<>();
        List<Finding> left = new ArrayList<>();
        for (String line : revision.header().lintIgnore()) {
            String[] parts = line.strip().split("\\s+", 2);
            String rule = parts[0];
            boolean isFound = findings.stream().anyMatch(one -> one.rule().equals(rule));
            if (Rule.titled(rule).isEmpty()) {
                left.add(useless(revision, line, "'%s' is no rule".formatted(rule)));
            } else if (parts.length < 2) {
                left.add(useless(revision, line, "'%s' is ignored without a reason".formatted(rule)));
            } else if (isFound) {
                ignored.add(rule);
            } else if (isComplete) {
                left.add(useless(revision, line, "nothing was found by '%s'".formatted(rule)));
            }
        }
        findings.stream().filter(one -> !ignored.contains(one.rule())).forEach(left::add);
        return left;
    }

    private static Finding useless(Revision revision, String ignore, String why) {
        return Stream.concat(Stream.of(revision.up()), revision.wayBack().stream())
                .flatMap(script ->
                        line(script, ignore)
                                .map(line -> Finding.of(Rule.USELESS_IGNORE, script.file(), line, why))
                                .stream())
                .findFirst()
                .orElseGet(() -> Finding.of(Rule.USELESS_IGNORE, revision.up().file(), 1, why));
    }

    private static Optional<Integer> line(Script script, String ignore) {
        List<String> lines = script.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("lint-ignore:") && lines.get(i).contains(ignore)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }
}
