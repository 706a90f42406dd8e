package org.buyledger.migrations;

import java.util.List;
import org.buyledger.migrations.graph.Revision;

/** A step failed on the database; the message says what failed, what state things are in and the next command to run. */
public final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Revision> done;

    MigrationFailed(String message, List<Revision> done, Throwable cause) {
        super(message, cause);
        this.done = done;
    }

    /** What was done, and stays done, before the step that failed. */
    public List<Revision> done() {
        return done;
    }
}
