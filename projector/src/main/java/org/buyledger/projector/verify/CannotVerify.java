package org.buyledger.projector.verify;

/** The log and the tables cannot be compared; nothing was changed. The message is a sentence for people that names the remedy. */
public final class CannotVerify extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotVerify(String sentence) {
        super(sentence);
    }
}
