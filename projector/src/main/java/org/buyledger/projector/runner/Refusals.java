package org.buyledger.projector.runner;

import java.util.Set;
import org.jooq.exception.DataAccessException;

/** Which failures are about what an event says, and not about the database, the log or this version. */
final class Refusals {
    private static final Set<String> CLASSES = Set.of("22", "23", "54");

    private Refusals() {}

    /**
     * Whether trying again would come to the same: a fold threw, a value cannot be encoded, or PostgreSQL refused a value or a
     * row (classes 22, 23 and 54).
     */
    static boolean isAboutData(RuntimeException e) {
        if (e instanceof DataAccessException database) {
            String state = String.valueOf(database.sqlState()); // the pool's own failures have none
            return CLASSES.contains(state.substring(0, Math.min(2, state.length())));
        }
        return !(e instanceof Positions.Fenced);
    }

    /** What is kept of one. */
    static String error(RuntimeException e) {
        return switch (e) {
            case FoldFailed failed -> failed.failures().getFirst().error();
            case DataAccessException database -> "The database refuses it: " + database.getMessage();
            default -> "It cannot be written: " + e;
        };
    }
}
