package org.buyledger.query.http;

/** Answers one kind of request, in a transaction that reads one snapshot. */
@FunctionalInterface
public interface Endpoint {
    /**
     * The answer.
     *
     * @throws Problem when there is none
     */
    Answer answer(ReadRequest request);
}
