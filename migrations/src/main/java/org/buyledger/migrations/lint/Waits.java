package org.buyledger.migrations.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.migrations.lint.Look.Column;
import org.buyledger.migrations.lint.Look.ColumnId;
import org.buyledger.migrations.lint.Look.Constraint;
import org.buyledger.migrations.lint.Look.Index;
import org.buyledger.migrations.lint.Look.Relation;

/** What others wait for: rows that are written or read, and indexes that are built, under a lock. */
final class Waits {
    private static final String STRONGEST = "AccessExclusiveLock";

    private Waits() {}

    static void find(Change change, Findings found) {
        for (long table : change.tables()) {
            rows(change, table, found);
            columns(change, table, found);
        }
        change.after().constraints().forEach((id, constraint) -> {
            if (change.isOld(constraint.table()) && !constraint.isInherited()) {
                constraint(change, id, constraint, found);
            }
        });
        if (!change.isConcurrent()) {
            builtIndexes(change, found);
            goneIndexes(change, found);
            detached(change, found);
        }
        if (change.statement().words().matches("CREATE (UNIQUE )?INDEX CONCURRENTLY (?!IF NOT EXISTS\\b).*")) {
            found.add(Rule.CONCURRENTLY_NOT_REPEATABLE, "this statement");
        }
    }

    private static void rows(Change change, long table, Findings found) {
        List<ColumnId> retyped = change.retyped(table);
        boolean rewritten = change.isRewritten(table) && !change.isTruncated(table);
        if (rewritten && isVacuum(change)) {
            found.add(Rule.VACUUM_FULL, change.locked(table));
        } else if (rewritten && retyped.isEmpty()) {
            found.add(Rule.TABLE_REWRITE, change.locked(table));
        } else if (rewritten || change.isScanned(table) || hasOtherIndexFiles(change, table)) {
            retyped.forEach(id -> found.add(
                    Rule.CHANGE_TYPE, "%s of %s".formatted(Change.name(change.before(), id), change.locked(table))));
        }
    }

    private static boolean isVacuum(Change change) {
        return change.statement().startsWith("VACUUM") || change.statement().startsWith("CLUSTER");
    }

    private static boolean hasOtherIndexFiles(Change change, long table) {
        return !files(change.before(), table).containsAll(files(change.after(), table));
    }

    private static Set<Long> files(Look look, long table) {
        return look.indexes().values().stream()
                .filter(index -> look.root(index.table()) == table)
                .map(Index::file)
                .collect(Collectors.toSet());
    }

    private static void columns(Change change, long table, Findings found) {
        change.after().columns().forEach((id, column) -> {
            if (id.table() != table || !column.notNull()) {
                return;
            }
            Column old = change.before().columns().get(id);
            String name = Change.name(change.after(), id);
            if (old == null && !column.fillsItself()) {
                found.add(Rule.REQUIRED_COLUMN, name);
            } else if (old != null && !old.notNull() && change.isScanned(table)) {
                found.add(Rule.SET_NOT_NULL, name + " of " + change.locked(table));
            }
        });
    }

    private static void constraint(Change change, long id, Constraint constraint, Findings found) {
        String name = constraint.name() + " of " + change.locked(constraint.table());
        boolean isNew = change.isNew(id, constraint);
        Constraint old = change.before().constraints().get(id);
        boolean validatedNow = old != null && !old.isValid() && constraint.isValid();
        // Who adds it without a look at the rows and looks in the same transaction holds the lock all the time.
        boolean validatedUnderLock = validatedNow
                && change.inTransaction()
                && (!change.first().constraints().containsKey(id) || change.held(constraint.table(), STRONGEST));
        boolean looksAtRows = (constraint.isValid() && isNew) || validatedUnderLock;
        switch (constraint.kind()) {
            case "f" -> {
                if (looksAtRows) {
                    found.add(Rule.VALIDATED_FOREIGN_KEY, name);
                }
            }
            case "c" -> {
                if (looksAtRows && change.isScanned(change.after().root(constraint.table()))) {
                    found.add(Rule.VALIDATED_CHECK, name);
                }
            }
            case "p", "u", "x" -> {
                if (isNew && !change.before().indexes().containsKey(constraint.index())) {
                    found.add(Rule.CONSTRAINT_BUILDS_INDEX, name);
                }
            }
            default -> {}
        }
    }

    private static void builtIndexes(Change change, Findings found) {
        Set<String> names =
                change.before().indexes().values().stream().map(Index::name).collect(Collectors.toSet());
        change.after().indexes().forEach((id, index) -> {
            Index old = change.before().indexes().get(id);
            if (!change.isOld(index.table()) || index.isPartition()) {
                return;
            }
            if (old == null && !names.contains(index.name()) && !change.after().ofConstraint(id)) {
                found.add(Rule.INDEX_BLOCKS_WRITES, index.name() + " on " + change.locked(index.table()));
            }
            if (change.statement().startsWith("REINDEX") && old != null && old.file() != index.file()) {
                found.add(Rule.DROP_INDEX_BLOCKS, "the indexes of " + change.locked(index.table()));
            }
        });
    }

    /** An index that goes with its column or its constraint goes for another reason. */
    private static void goneIndexes(Change change, Findings found) {
        if (!change.statement().startsWith("DROP INDEX")) {
            return;
        }
        change.before().indexes().forEach((id, index) -> {
            if (change.isOld(index.table())
                    && !index.isPartition()
                    && !change.after().indexes().containsKey(id)) {
                found.add(Rule.DROP_INDEX_BLOCKS, index.name() + " on " + change.locked(index.table()));
            }
        });
    }

    private static void detached(Change change, Findings found) {
        change.before().relations().forEach((id, old) -> {
            Relation now = change.after().relations().get(id);
            if (change.isOld(id) && old.isPartition() && now != null && !now.isPartition()) {
                found.add(Rule.DROP_INDEX_BLOCKS, old.name() + " of " + change.locked(old.root()));
            }
        });
    }
}
