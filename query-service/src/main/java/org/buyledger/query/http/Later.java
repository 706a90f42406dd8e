package org.buyledger.query.http;

/** Answers when the request's transaction is over, so that whoever waits holds no connection of the database. */
@FunctionalInterface
public interface Later {
    /**
     * The answer.
     *
     * @throws Problem when there is none
     */
    Answer answer() throws InterruptedException;
}
