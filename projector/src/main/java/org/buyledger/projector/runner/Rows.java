package org.buyledger.projector.runner;

import org.jooq.Configuration;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DefaultConfiguration;

/** Rows that begin. */
public final class Rows {
    /** A record that has none makes one anew for each value that is set in it. */
    private static final Configuration CONFIGURATION = new DefaultConfiguration();

    private Rows() {}

    /** A row with nothing in it. */
    public static <R extends TableRecord<R>> R begin(Table<R> table) {
        R row = table.newRecord();
        row.attach(CONFIGURATION);
        return row;
    }
}
