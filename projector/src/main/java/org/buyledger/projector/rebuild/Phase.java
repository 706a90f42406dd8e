package org.buyledger.projector.rebuild;

import java.util.Locale;

/** What a rebuild does, in this order. */
public enum Phase {
    /** Looks whether it can be done, and makes the empty tables. */
    PREPARING,
    /** Folds the events up to where the log ended, and copies the rows. */
    FILLING,
    /** Makes keys, indexes and foreign keys. */
    INDEXING,
    /** Counts and sums what is in the tables, and compares it with what was folded. */
    COMPARING,
    /** Applies the events that came since. */
    CATCHING_UP,
    /** Puts the tables in the place of the live ones. */
    SWITCHING,
    /** Takes away what is not needed any more. The tables are live. */
    FINISHING;

    /** In the words of the table rebuilds. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
