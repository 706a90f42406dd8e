package org.buyledger.migrations.lint;

import org.buyledger.migrations.lint.Look.Column;
import org.buyledger.migrations.lint.Look.ColumnId;
import org.buyledger.migrations.lint.Look.Label;
import org.buyledger.migrations.lint.Look.Relation;

/** What services miss that were written for the schema before. */
final class Losses {
    private Losses() {}

    static void find(Change change, Findings found) {
        change.before().relations().forEach((id, relation) -> {
            if (change.isOld(id)) {
                relation(change, id, relation, found);
            }
        });
        change.tables().stream()
                .filter(change::isTruncated)
                .forEach(table -> found.add(Rule.TRUNCATE, change.before().table(table)));
        change.before().columns().forEach((id, column) -> {
            if (change.first().columns().containsKey(id)
                    && change.before().root(id.table()) == id.table()
                    && change.after().relations().containsKey(id.table())) {
                column(change, id, column, found);
            }
        });
        change.before().labels().forEach((id, label) -> {
            Label now = change.after().labels().get(id);
            if (change.first().labels().containsKey(id)
                    && now != null
                    && !now.value().equals(label.value())) {
                found.add(Rule.RENAME_ENUM_VALUE, "%s '%s'".formatted(label.type(), label.value()));
            }
        });
    }

    private static void relation(Change change, long id, Relation relation, Findings found) {
        Relation now = change.after().relations().get(id);
        if (now == null) {
            boolean goesWithAll =
                    relation.isPartition() && !change.after().relations().containsKey(relation.root());
            if (relation.isTable() && !goesWithAll) {
                found.add(Rule.DROP_TABLE, relation.name());
            }
        } else if (!now.name().equals(relation.name())) {
            found.add(Rule.RENAME_TABLE, "%s, now %s".formatted(relation.name(), now.name()));
        }
    }

    private static void column(Change change, ColumnId id, Column column, Findings found) {
        String name = Change.name(change.before(), id);
        Column now = change.after().columns().get(id);
        if (now == null) {
            found.add(Rule.DROP_COLUMN, name);
            return;
        }
        if (!now.name().equals(column.name())) {
            found.add(Rule.RENAME_COLUMN, "%s, now %s".formatted(name, now.name()));
        }
        if (column.notNull() && !now.notNull()) {
            found.add(Rule.DROP_NOT_NULL, name);
        }
    }
}
