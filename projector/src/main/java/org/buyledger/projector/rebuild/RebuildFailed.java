package org.buyledger.projector.rebuild;

/** A rebuild has ended before its tables were live; the message says why, what state things are in and what to do. */
public final class RebuildFailed extends Exception {
    private static final long serialVersionUID = 1L;

    RebuildFailed(String message) {
        super(message);
    }

    RebuildFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
