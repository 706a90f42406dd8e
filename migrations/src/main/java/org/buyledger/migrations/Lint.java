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
import org.buyledger.migrations.lint.ScriptStatement;
import org.buyledger.migrations.lint.Splitter;
import org.buyledger.migrations.lint.Trace;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Says what revisions would do in production, by running each on a database that has what the revisions before it make, and a few
 * rows in every table.
 */
public final class Lint {
    /** Takes all rows out of all tables. */
    private static final String EMPTY = """
            DO $$ BEGIN
                EXECUTE (SELECT 'TRUNCATE ' || string_agg(oid::regclass::text, ', ') FROM pg_class
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
     * Runs these revisions, each after what it stands on. What stands on one that cannot be run is not looked at.
     *
     * @throws MigrationFailed when another revision, on which one of these stands, cannot be run
     */
    public Report look(Collection<Revision> asked) throws MigrationFailed {
        remarks.clear();
        broken.clear();
        List<Revision> looked = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Revision last = graph.heads().stream()
                .filter(asked::contains)
                .reduce((one, other) -> other)
                .orElse(null);
        try (Scratch.Throwaway database = scratch.empty()) {
            database.execute("CREATE SCHEMA " + database.database().schema());
            for (Revision revision : graph.withAncestors(asked)) {
                if (standsOnBroken(revision)) {
                    broken.add(revision);
                    remarks.add("%s was not looked at: it stands on one that fails.".formatted(revision));
                    continue;
                }
                if (asked.contains(revision)) {
                    looked.add(revision);
                    List<Finding> found = new ArrayList<>(found(database, revision));
                    if (revision.equals(last)) {
                        found.addAll(ofGraph(revision));
                    }
                    findings.addAll(Ignores.apply(revision, found, !broken.contains(revision)));
                }
                if (!broken.contains(revision)) {
                    apply(database, revision);
                }
            }
        }
        return new Report(looked, findings, List.copyOf(remarks));
    }

    private boolean standsOnBroken(Revision revision) {
        return Stream.concat(graph.parents(revision).stream(), graph.dependencies(revision).stream())
                .anyMatch(broken::contains);
    }

    /** Without a record of it, since nobody asks this database where it stands. */
    private static void apply(Scratch.Throwaway database, Revision revision) throws MigrationFailed {
        boolean inTransaction = revision.up().inTransaction();
        try {
            database.look(connection -> {
                if (inTransaction) {
                    Sql.script(connection, "BEGIN");
                }
                for (ScriptStatement statement : Splitter.split(revision.up().text())) {
                    Sql.script(connection, statement.text());
                }
                if (inTransaction) {
                    Sql.script(connection, "COMMIT");
                }
                return true;
            });
        } catch (DataAccessException e) {
            throw new MigrationFailed(
                    "%s cannot be run, so nothing that stands on it can be looked at: %s"
                            .formatted(revision.up().file(), e.getMessage()),
                    List.of(),
                    e);
        }
    }

    /** What running it on copies of a database shows. */
    List<Finding> found(Scratch.Throwaway before, Revision revision) {
        boolean projected = revision.header().projected();
        if (revision.up().isEmpty()) {
            return List.of();
        }
        Trace trace = trace(before, revision, true);
        Trace.@Nullable Failure failure = trace.failure();
        if (failure == null) {
            return Rules.of(revision.up(), projected, trace);
        }
        Trace empty = trace(before, revision, false);
        List<Finding> found = new ArrayList<>(Rules.of(revision.up(), projected, empty));
        Trace.@Nullable Failure always = empty.failure();
        if (always != null) {
            broken.add(revision);
            found.add(failed(revision, always));
        } else if (found.stream()
                .noneMatch(one -> one.line() == failure.statement().line()
                        && one.rule().equals(Rule.REQUIRED_COLUMN.title()))) {
            found.add(failed(revision, failure));
        }
        return found;
    }

    private static Finding failed(Revision revision, Trace.Failure failure) {
        return Finding.of(Rule.FAILS, revision.up().file(), failure.statement().line(), failure.message());
    }

    /** Runs its statements on a copy. */
    private Trace trace(Scratch.Throwaway before, Revision revision, boolean withRows) {
        try (Scratch.Throwaway copy = scratch.copy(before)) {
            if (withRows) {
                remarks.addAll(copy.look(connection -> SampleRows.fill(connection, values)));
            } else {
                copy.execute(EMPTY);
            }
            return copy.look(connection -> Trace.of(connection, revision.up()));
        }
    }

    private List<Finding> ofGraph(Revision last) {
        List<Finding> found = new ArrayList<>();
        List<Revision> heads = graph.heads();
        if (heads.size() > 1) {
            String names = heads.stream().map(Revision::toString).collect(Collectors.joining(", "));
            found.add(Finding.of(Rule.TWO_HEADS, last.up().file(), 1, names));
            TouchedTables.conflicts(graph, heads)
                    .forEach(one -> found.add(Finding.of(Rule.BRANCHES_TOUCH, last.up().file(), 1, one)));
        }
        return found;
    }
}
