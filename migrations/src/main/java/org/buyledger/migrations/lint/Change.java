package org.buyledger.migrations.lint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.lint.Look.Column;
import org.buyledger.migrations.lint.Look.ColumnId;
import org.buyledger.migrations.lint.Look.Constraint;
import org.buyledger.migrations.lint.Look.Lock;
import org.buyledger.migrations.lint.Look.Relation;

/**
 * What one statement of a script did.
 *
 * @param first before the script
 * @param before before the statement
 * @param inTransaction whether the script is one transaction, so that what the statements before have locked is still locked
 * @param outside whether it ran outside any transaction; then its locks and scans were not seen
 * @param notices the codes of what the server remarked
 */
record Change(
        ScriptStatement statement,
        Look first,
        Look before,
        Look after,
        boolean inTransaction,
        boolean outside,
        Set<String> notices) {
    /** The weakest first. */
    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    /** Whether it was there before the script: nobody waits for a table that is new. */
    boolean isOld(long relation) {
        return first.relations().containsKey(relation);
    }

    /** Tables that were there before the script and still are, without the partitions of others. */
    List<Long> tables() {
        return after.relations().keySet().stream()
                .filter(this::isOld)
                .filter(before.relations()::containsKey)
                .filter(one -> after.root(one) == one)
                .sorted()
                .toList();
    }

    /** Whether a table or a part of it was written anew. */
    boolean isRewritten(long table) {
        return parts(table).anyMatch(this::hasNewFile);
    }

    private boolean hasNewFile(long part) {
        Relation old = before.relations().get(part);
        Relation now = after.relations().get(part);
        return old != null && now != null && old.file() != now.file();
    }

    /** Whether it lost all its rows at once. */
    boolean isTruncated(long table) {
        return isRewritten(table)
                && (statement.isTruncate()
                        || parts(table)
                                .filter(this::hasNewFile)
                                .anyMatch(part -> before.sizes().getOrDefault(part, 0L) > 0
                                        && after.sizes().getOrDefault(part, 0L) == 0));
    }

    /** Whether all of its rows were read. */
    boolean isScanned(long table) {
        return parts(table)
                .anyMatch(part ->
                        after.scans().getOrDefault(part, 0L) > before.scans().getOrDefault(part, 0L));
    }

    private Stream<Long> parts(long table) {
        return after.relations().keySet().stream().filter(one -> after.root(one) == table);
    }

    /** The table's columns whose type is another now. */
    List<ColumnId> retyped(long table) {
        return before.columns().keySet().stream()
                .filter(id -> id.table() == table && after.columns().containsKey(id))
                .filter(id -> !type(before, id).equals(type(after, id)))
                .toList();
    }

    private static String type(Look look, ColumnId id) {
        Column column = look.columns().get(id);
        return column == null ? "" : column.type();
    }

    /** Whether a constraint was not there before, under another name or made once more. */
    boolean isNew(long id, Constraint constraint) {
        return !before.constraints().containsKey(id)
                && before.constraints().values().stream()
                        .noneMatch(old ->
                                old.table() == constraint.table() && old.name().equals(constraint.name()));
    }

    /** Whether another connection may go on meanwhile. */
    boolean isConcurrent() {
        return outside && statement.isConcurrent();
    }

    boolean held(long table, String mode) {
        return before.locks().contains(new Lock(table, mode));
    }

    boolean locks(long table, String mode) {
        return parts(table)
                .anyMatch(part -> after.locks().contains(new Lock(part, mode))
                        && !before.locks().contains(new Lock(part, mode)));
    }

    /** A table's name, and how strongly it is locked. */
    String locked(long table) {
        Set<String> modes = parts(table)
                .flatMap(part -> after.locks().stream().filter(lock -> lock.relation() == part))
                .map(Lock::mode)
                .collect(Collectors.toSet());
        String name = before.table(table);
        return MODES.reversed().stream()
                .filter(modes::contains)
                .findFirst()
                .map(mode -> "%s (%s)".formatted(name, mode))
                .orElse(name);
    }

    /** A column's name with that of its table. */
    static String name(Look look, ColumnId id) {
        Column column = look.columns().get(id);
        return look.table(id.table()) + "." + (column == null ? Objects.toString(id.number()) : column.name());
    }
}
