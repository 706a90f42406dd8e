package org.buyledger.migrations.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.buyledger.migrations.graph.Script;
import org.buyledger.migrations.lint.Look.Constraint;
import org.buyledger.migrations.lint.Look.Relation;

/** Tells from what a script did what it would do in production. Pure: all was looked at before. */
public final class Rules {
    private static final String COMES_BACK =
            "who still reads or writes it fails; what it holds is made from the events, so the way back brings it again with a rebuild";
    private static final Set<Rule> DROPS = Set.of(Rule.DROP_TABLE, Rule.DROP_COLUMN);

    private final Script script;
    private final boolean projected;
    private final Set<Finding> findings = new TreeSet<>(
            Comparator.comparingInt(Finding::line).thenComparing(Finding::rule).thenComparing(Finding::what));

    private Rules(Script script, boolean projected) {
        this.script = script;
        this.projected = projected;
    }

    /**
     * All findings, by line.
     *
     * @param projected whether what it drops can be made again from the events
     */
    public static List<Finding> of(Script script, boolean projected, Trace trace) {
        Rules rules = new Rules(script, projected);
        trace.changes().forEach(change -> {
            Findings found = rules.at(change.statement());
            Losses.find(change, found);
            Waits.find(change, found);
            Shapes.find(change, found);
        });
        if (!trace.changes().isEmpty()) {
            rules.foreignKeys(trace.changes());
            rules.data(trace.changes());
        }
        return new ArrayList<>(rules.findings);
    }

    private Findings at(ScriptStatement statement) {
        return (rule, subject) -> {
            Finding finding = Finding.of(rule, script.file(), statement.line(), subject);
            findings.add(
                    projected && DROPS.contains(rule)
                            ? new Finding(
                                    finding.rule(),
                                    finding.file(),
                                    finding.line(),
                                    subject + ": " + COMES_BACK,
                                    finding.safe())
                            : finding);
        };
    }

    /** A later statement may have made the index. */
    private void foreignKeys(List<Change> changes) {
        Look last = changes.getLast().after();
        for (Change change : changes) {
            for (Constraint key : Shapes.foreignKeys(change)) {
                if (last.relations().containsKey(key.table()) && !Shapes.hasIndex(last, key)) {
                    at(change.statement())
                            .add(
                                    Rule.FOREIGN_KEY_WITHOUT_INDEX,
                                    "%s of %s".formatted(key.name(), last.table(key.table())));
                }
            }
        }
    }

    /** Only what writes rows of its own accord takes this lock. */
    private void data(List<Change> changes) {
        boolean changesSchema = changes.stream().anyMatch(one -> !one.before().hasSameSchema(one.after()));
        for (Change change : changes) {
            if (!changesSchema || !change.inTransaction()) {
                return;
            }
            for (long table : change.tables()) {
                Relation relation = change.after().relations().get(table);
                if (relation != null && relation.isTable() && change.locks(table, "RowExclusiveLock")) {
                    at(change.statement())
                            .add(Rule.DATA_WITH_SCHEMA, change.before().table(table));
                }
            }
        }
    }
}
