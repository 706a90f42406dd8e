package org.buyledger.events;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param envelope its identity, place and time
 * @param event the fact, in its newest version
 * @param json the payload as it was written
 */
public record Recorded<E extends Event>(EventEnvelope envelope, E event, String json) {

    public String tenant() {
        return envelope.tenant().value();
    }

    public long revision() {
        return envelope.revision();
    }

    public Instant at() {
        return envelope.at();
    }

    /** The same record, seen as one of a narrower family. */
    public <N extends E> Recorded<N> as(N narrower) {
        return new Recorded<>(envelope, narrower, json);
    }
}
