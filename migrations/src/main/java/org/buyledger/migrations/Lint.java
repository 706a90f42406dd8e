package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.files.TouchedTables;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.lint.Finding;
import org.buyledger.migrations.lint.Ignores;
import org.buyledger.migrations.lint.Rule;
import org.buyledger.migrations.lint.Rules;
import org.buyledger.migrations.lint.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Says what revisions would do in production, by running each on a database that has what the revisions before it make, and a few
 * rows in every table. No record is kept of what is applied, since nobody asks that database where it stands.
 */
public final class Lint {
    /** Takes all rows out of all tables. */
    private static final String EMPTY = """
            DO $$ BEGIN
                EXECUTE (SELECT coalesce('TRUNCATE ' || string_agg(oid::regclass::text, ', '), 'SELECT') FROM pg_class
                          WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p'));
            END $$""";

    private final Scratch scratch;
    private final Graph graph;
    private final Map<String, String> values;
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Set<Revision> broken = new HashSet<>();

    /**
     * For the revisions of a graph.
     *
     * @param scratch where they are run
     * @param values what to put into columns, by {@code table.column}, where no guess can be right
     */
    public Lint(Scratch scratch, Graph graph, Map<String, String> values) {
        this.scratch = scratch;
        this.graph = graph;
        this.values = values;
    }

    /**
     * What was found.
     *
     * @param revisions that were looked at
     * @param findings in the order of the revisions, and of the lines in each
     * @param remarks what could not be looked at as it should
     */
    public record Report(List<Revision> revisions, List<Finding> findings, List<String> remarks) {}

    /**
     * Runs these revisions and what they stand on. What stands on one that cannot be run is not looked at; that one is among the
     * findings, even if it was not asked for.
     */
    public Report look(Collection<Revision> asked) {
        remarks.clear();
        broken.clear();
        List<Revision> looked = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (Scratch.Throwaway database = scratch.empty()) {
            database.execute("CREATE SCHEMA " + database.database().schema());
            for (Revision revision : graph.withAncestors(asked)) {
                boolean wanted = asked.contains(revision);
                if (standsOnBroken(revision)) {
                    broken.add(revision);
                    remarks.add("%s was not looked at: it stands on one that fails.".formatted(revision));
                    continue;
                }
                if (wanted) {
                    looked.add(revision);
                    remarks.addAll(database.look(connection -> SampleRows.fill(connection, values)));
                }
                List<Finding> found = found(database, revision);
                if (wanted) {
                    found.addAll(ofGraph(revision, asked));
                    findings.addAll(Ignores.apply(revision, found, !broken.contains(revision)));
                } else if (broken.contains(revision)) {
                    findings.add(found.getLast());
                }
            }
        }
        return new Report(looked, findings, List.copyOf(remarks));
    }

    private boolean standsOnBroken(Revision revision) {
        return Stream.concat(graph.parents(revision).stream(), graph.dependencies(revision).stream())
                .anyMatch(broken::contains);
    }

    /** What running it shows; afterwards the database has what it makes. */
    List<Finding> found(Scratch.Throwaway database, Revision revision) {
        boolean projected = revision.header().projected();
        Trace trace = trace(database, revision);
        Trace.@Nullable Failure withRows = trace.failure();
        if (withRows != null) {
            // What is in the tables now is made up, and shall not keep the rest from being looked at.
            database.execute(EMPTY);
            trace = trace(database, revision);
        }
        List<Finding> found = Rules.of(revision.up(), projected, trace);
        Trace.@Nullable Failure always = trace.failure();
        if (always != null) {
            broken.add(revision);
            found.add(failed(revision, always));
        } else if (withRows != null && !isRequiredColumn(found, withRows)) {
            found.add(failed(revision, withRows));
        }
        return found;
    }

    /** Then it is said already why it fails. */
    private static boolean isRequiredColumn(List<Finding> found, Trace.Failure failure) {
        return found.stream()
                .anyMatch(one ->
                        one.line() == failure.statement().line() && one.rule().equals(Rule.REQUIRED_COLUMN.title()));
    }

    private static Finding failed(Revision revision, Trace.Failure failure) {
        return Finding.of(Rule.FAILS, revision.up().file(), failure.statement().line(), failure.message());
    }

    /** Runs its statements; where they are not one transaction, on a copy first, so that nothing is left when one fails. */
    private Trace trace(Scratch.Throwaway database, Revision revision) {
        Session.Look<Trace> run = connection -> Trace.of(connection, revision.up());
        if (!revision.up().inTransaction()) {
            try (Scratch.Throwaway copy = scratch.copy(database)) {
                Trace trace = copy.look(run);
                if (trace.failure() != null) {
                    return trace;
                }
            }
        }
        return database.look(run);
    }

    /** Of the whole graph, told with the newest of its heads that was asked for. */
    private List<Finding> ofGraph(Revision revision, Collection<Revision> asked) {
        List<Revision> heads = graph.heads();
        boolean isLast = heads.reversed().stream()
                .filter(asked::contains)
                .findFirst()
                .filter(revision::equals)
                .isPresent();
        if (heads.size() < 2 || !isLast) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        String file = revision.up().file();
        String names = heads.stream().map(Revision::toString).collect(Collectors.joining(", "));
        found.add(Finding.of(Rule.TWO_HEADS, file, 1, names));
        TouchedTables.conflicts(graph, heads).forEach(one -> found.add(Finding.of(Rule.BRANCHES_TOUCH, file, 1, one)));
        return found;
    }
}
