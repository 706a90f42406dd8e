package org.buyledger.events.client;

/** Kafka did not answer, or answered with an error. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaUnreachable(Exception cause) {
        super("Kafka: " + (cause.getCause() == null ? cause : cause.getCause()).getMessage(), cause);
    }
}
