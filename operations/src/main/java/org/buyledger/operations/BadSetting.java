package org.buyledger.operations;

/** A setting that cannot be used; the message is for the operator and says what to do. */
public final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadSetting(String message) {
        super(message);
    }
}
