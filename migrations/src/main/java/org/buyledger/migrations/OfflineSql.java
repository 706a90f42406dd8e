package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/**
 * Writes as a script what the {@link Migrator} does, for who may not let a program at the database. The script takes the
 * same lock, keeps the same records, and each of its steps stops where the schema is not where the step begins.
 */
public final class OfflineSql {
    private final Graph graph;
    private final String schema;
    private final UUID run;

    /**
     * A writer of scripts.
     *
     * @param schema the schema that they are for
     * @param run what the audit trail is to call the run of the script
     */
    public OfflineSql(Graph graph, String schema, UUID run) {
        this.graph = graph;
        this.schema = schema;
        this.run = run;
    }

    /**
     * The script that applies revisions.
     *
     * @param text {@code from:to}, or {@code to} for a schema without any
     */
    public String upgrade(String text, Migrator.Upgrade how) throws Refused {
        OfflineRange range = OfflineRange.parse(graph, text);
        List<Revision> plan = Plans.upgrade(graph, range.applied(), range.to(), how.upTo());
        OfflineStatements statements = new OfflineStatements(schema, run, "upgrade " + text + " --sql");
        StringBuilder sql = new StringBuilder(statements.begin(plan.size(), "applies"));
        if (range.start().isEmpty()) {
            sql.append(statements.tables());
        }
        List<Revision> before = new ArrayList<>(range.applied());
        for (List<Revision> segment : Segments.of(plan, one -> one.up().inTransaction() && !how.perRevision())) {
            String guard = statements.guard(graph.heads(before), segment);
            StringBuilder steps = new StringBuilder();
            for (Revision revision : segment) {
                String record = statements.applied(revision)
                        + statements.marks(revision, revision.header().rebuild());
                steps.append(statements.step(revision.up(), record));
            }
            sql.append(statements.segment(
                    guard, steps.toString(), segment.getFirst().up()));
            before.addAll(segment);
        }
        return sql.append(statements.end()).toString();
    }

    /**
     * The script that takes revisions back.
     *
     * @param text {@code from:to}
     */
    public String downgrade(String text, Migrator.Downgrade how) throws Refused {
        if (!text.contains(":")) {
            throw new Refused(
                    "'%s' is no range, and without a database nobody knows where it begins. Say both: <revision>:%s"
                            .formatted(text, text));
        }
        OfflineRange range = OfflineRange.parse(graph, text);
        List<Revision> plan =
                Checks.downgrade(Plans.downgrade(graph, range.applied(), range.to(), how.latestApplied()), how);
        OfflineStatements statements = new OfflineStatements(schema, run, "downgrade " + text + " --sql");
        StringBuilder sql = new StringBuilder(statements.begin(plan.size(), "takes back"));
        for (List<Revision> segment : Segments.of(plan, one -> way(one).inTransaction() && !how.perRevision())) {
            Set<Revision> above = new HashSet<>(graph.withDescendants(segment));
            segment.forEach(above::remove);
            String guard = statements.guard(segment, above);
            StringBuilder steps = new StringBuilder();
            for (Revision revision : segment) {
                String record = statements.takenBack(revision)
                        + statements.marks(revision, revision.header().rebuildBack());
                steps.append(statements.step(way(revision), record));
            }
            sql.append(statements.segment(guard, steps.toString(), way(segment.getFirst())));
        }
        return sql.append(statements.end()).toString();
    }

    /** The script that declares a schema to be at these revisions, wherever it stands. */
    public String stamp(List<String> targets) throws Refused {
        for (String target : targets) {
            OfflineRange.locate(graph, target);
        }
        List<Revision> have = Plans.stamp(graph, List.of(), targets).added();
        Collection<Revision> off =
                Plans.stamp(graph, graph.revisions(), targets).removed();
        OfflineStatements statements =
                new OfflineStatements(schema, run, "stamp " + String.join(" ", targets) + " --sql");
        StringBuilder sql = new StringBuilder(statements.begin(have.size(), "records"));
        sql.append(statements.tables()).append("BEGIN;\n");
        sql.append(statements.forget(graph.revisions(), have, off));
        have.forEach(one -> sql.append(statements.stamped(one)));
        return sql.append("COMMIT;\n").append(statements.end()).toString();
    }

    /** The way back; where there is none, what made nothing or stays. */
    private static Script way(Revision revision) {
        return revision.wayBack().orElse(new Script("no way back of " + revision, "", true));
    }
}
