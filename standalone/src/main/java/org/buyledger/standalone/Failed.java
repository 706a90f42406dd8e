package org.buyledger.standalone;

/** A command cannot do what it should; the message is one sentence for the person who called it. */
public final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * A failure that ends the command.
     *
     * @param exitCode one of {@link ExitCode}
     * @param sentence what is wrong, naming the thing, the value and the remedy
     */
    public Failed(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
