package org.buyledger.migrations.lint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database has at a moment, by the server's own numbers, which stay the same when a name changes; and what the
 * transaction did until then.
 *
 * @param relations tables and views
 * @param indexes those of partitions too
 * @param labels the values of enums
 * @param sizes in bytes, of what has a file
 * @param locks all that the transaction holds
 * @param scans how often each table was read whole
 */
record Look(
        Map<Long, Relation> relations,
        Map<ColumnId, Column> columns,
        Map<Long, Index> indexes,
        Map<Long, Constraint> constraints,
        Map<Long, Label> labels,
        Map<Long, Long> sizes,
        Set<Lock> locks,
        Map<Long, Long> scans) {
    /**
     * A table or view.
     *
     * @param kind the letter of pg_class: r, p for a partitioned one, v, m, f
     * @param file changes when all of it is written anew; 0 where there is none
     * @param root of a partition, the whole; else itself
     */
    record Relation(String name, String kind, long file, long root, boolean isPartition) {
        boolean isTable() {
            return kind.equals("r") || kind.equals("p") || kind.equals("f");
        }
    }

    /** Which column. */
    record ColumnId(long table, int number) {}

    /**
     * A column.
     *
     * @param value its default, or what it is generated from
     * @param identity empty for none
     * @param generated empty for none
     */
    record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String value,
            String identity,
            String generated) {
        boolean fillsItself() {
            return value != null || !identity.isEmpty() || !generated.isEmpty();
        }
    }

    /**
     * An index.
     *
     * @param columns the numbers of the columns by which it finds, in order; 0 for an expression
     */
    record Index(String name, long table, long file, List<Integer> columns, boolean isPartial, boolean isPartition) {}

    /**
     * A constraint of a table or a domain.
     *
     * @param kind the letter of pg_constraint: c, f, n, p, u, x
     * @param table 0 for one of a domain
     * @param index that it is kept by, or that a foreign key refers to; 0 for none
     * @param isInherited whether it is there because the whole table has it
     */
    record Constraint(
            String name,
            String kind,
            long table,
            boolean isValid,
            long index,
            List<Integer> columns,
            boolean isInherited) {}

    /** A value of an enum. */
    record Label(String type, String value) {}

    /** A lock on a relation, with the mode as pg_locks calls it. */
    record Lock(long relation, String mode) {}

    /** Whether the schema is the same, whatever was locked, read or written. */
    boolean hasSameSchema(Look other) {
        return relations.equals(other.relations)
                && columns.equals(other.columns)
                && indexes.equals(other.indexes)
                && constraints.equals(other.constraints)
                && labels.equals(other.labels);
    }

    /** A table's name; that of the whole for a partition. */
    String table(long table) {
        Relation relation = relations.get(table);
        Relation root = relations.get(root(table));
        return root != null ? root.name() : relation != null ? relation.name() : Objects.toString(table);
    }

    /** That of which it is a partition; else itself. */
    long root(long table) {
        Relation relation = relations.get(table);
        return relation == null ? table : relation.root();
    }

    /** Its index that a constraint is kept by. */
    boolean ofConstraint(long index) {
        return constraints.values().stream()
                .anyMatch(one -> one.index() == index && !one.kind().equals("f"));
    }
}
