package org.buyledger.migrations.graph;

/** What was asked for cannot be done, and nothing was touched; the message names the thing, the value and the remedy. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    public Refused(String message) {
        super(message);
        this.message = message;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return message;
    }
}
