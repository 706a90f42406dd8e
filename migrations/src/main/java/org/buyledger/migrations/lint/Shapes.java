package org.buyledger.migrations.lint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.migrations.lint.Look.Column;
import org.buyledger.migrations.lint.Look.ColumnId;
import org.buyledger.migrations.lint.Look.Constraint;

/** What is regretted later, in new tables as in old ones. */
final class Shapes {
    private static final String NAME_WAS_CUT = "42622";
    private static final Set<String> SMALL = Set.of("smallint", "integer");

    private Shapes() {}

    static void find(Change change, Findings found) {
        Look after = change.after();
        after.columns().forEach((id, column) -> {
            if (after.root(id.table()) != id.table()) {
                return;
            }
            Column old = change.before().columns().get(id);
            if (old == null || !old.type().equals(column.type())) {
                column(Change.name(after, id), column, found);
            }
            if (old == null && column.value() != null && column.value().startsWith("nextval(")) {
                found.add(Rule.SERIAL_COLUMN, Change.name(after, id));
            }
        });
        after.constraints().forEach((id, constraint) -> {
            if (change.isNew(id, constraint) && !constraint.isInherited()) {
                constraint(after, constraint, found);
            }
        });
        after.labels().forEach((id, label) -> {
            boolean isOfOldType = change.first().labels().values().stream()
                    .anyMatch(one -> one.type().equals(label.type()));
            if (isOfOldType
                    && !change.before().labels().containsKey(id)
                    && !change.statement().isPlaced()) {
                found.add(Rule.ENUM_VALUE_UNPLACED, "%s '%s'".formatted(label.type(), label.value()));
            }
        });
        if (change.notices().contains(NAME_WAS_CUT)) {
            found.add(Rule.LONG_NAME, "a name in this statement");
        }
    }

    private static void column(String name, Column column, Findings found) {
        String type = column.type().replace("[]", "");
        if (type.equals("json")) {
            found.add(Rule.JSON_COLUMN, name);
        } else if (type.startsWith("character(")) {
            found.add(Rule.CHAR_COLUMN, name);
        } else if (type.startsWith("timestamp") && type.endsWith("without time zone")) {
            found.add(Rule.TIMESTAMP_WITHOUT_TIME_ZONE, name);
        }
    }

    private static void constraint(Look look, Constraint constraint, Findings found) {
        if (constraint.table() == 0) {
            found.add(Rule.DOMAIN_WITH_CONSTRAINT, constraint.name());
        } else if (constraint.kind().equals("p") && constraint.columns().size() == 1) {
            ColumnId id = new ColumnId(constraint.table(), constraint.columns().getFirst());
            Column column = look.columns().get(id);
            if (column != null && SMALL.contains(column.type())) {
                found.add(Rule.SMALL_KEY, Change.name(look, id));
            }
        }
    }

    /** Whether rows are found by the columns of a foreign key, in whatever order. */
    static boolean hasIndex(Look look, Constraint key) {
        int size = key.columns().size();
        return look.indexes().values().stream()
                .filter(index -> index.table() == key.table() && !index.isPartial())
                .map(Look.Index::columns)
                .filter(columns -> columns.size() >= size)
                .map(columns -> columns.subList(0, size))
                .anyMatch(columns -> Set.copyOf(columns).equals(Set.copyOf(key.columns())));
    }

    /** The foreign keys that a statement adds. */
    static List<Constraint> foreignKeys(Change change) {
        return change.after().constraints().entrySet().stream()
                .filter(one -> one.getValue().kind().equals("f")
                        && !one.getValue().isInherited()
                        && change.isNew(one.getKey(), one.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
