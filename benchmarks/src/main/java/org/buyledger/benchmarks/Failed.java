package org.buyledger.benchmarks;

/** A benchmark could not be run to its end; the message is one sentence for the person who started it. */
public final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    public Failed(String sentence) {
        super(sentence);
    }
}
