package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a schema, and what takes exactly it back.
 *
 * @param up statements without their semicolons
 * @param down what leads from after {@code up} to before it
 * @param inTransaction whether it can share a transaction with others; else it is one statement that must stand alone
 * @param oneWay why there is no way back; null where there is one
 * @param lost the table whose data {@code up} takes away; null where it takes none
 * @param added the table whose data {@code down} takes away; null where it takes none
 * @param hazards what a person has to know before it is run, one sentence each
 */
public record Move(
        List<String> up,
        List<String> down,
        boolean inTransaction,
        @Nullable String oneWay,
        @Nullable String lost,
        @Nullable String added,
        List<String> hazards) {
    static Move of(List<String> up, List<String> down) {
        return new Move(up, down, true, null, null, null, List.of());
    }

    static Move of(String up, String down) {
        return of(List.of(up), List.of(down));
    }

    /** Outside a transaction, since it works for long beside others or must stand alone. */
    static Move alone(List<String> up, List<String> down) {
        return new Move(up, down, false, null, null, null, List.of());
    }

    /** Without a way back. */
    static Move oneWay(String up, String reason) {
        return new Move(List.of(up), List.of(), false, reason, null, null, List.of());
    }

    Move hazard(String sentence) {
        List<String> all = new ArrayList<>(hazards);
        all.add(sentence);
        return new Move(up, down, inTransaction, oneWay, lost, added, List.copyOf(all));
    }

    Move losing(String table) {
        return new Move(up, down, inTransaction, oneWay, table, added, hazards);
    }

    Move adding(String table) {
        return new Move(up, down, inTransaction, oneWay, lost, table, hazards);
    }

    /** The other way round. */
    Move back() {
        return new Move(down, up, inTransaction, oneWay, added, lost, hazards);
    }
}
