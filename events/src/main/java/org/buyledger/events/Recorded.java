package org.buyledger.events;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param envelope its identity, place and time
 * @param event the fact, in its newest version
 * @param json the payload as it was written
 * @param place where it stands in the events topic
 */
public record Recorded<E extends Event>(EventEnvelope envelope, E event, String json, Place place) {

    /** A record's place in the events topic. */
    public record Place(int partition, long offset) {}

    public String tenant() {
        return envelope.tenant().value();
    }

    public long revision() {
        return envelope.revision();
    }

    public Instant at() {
        return envelope.at();
    }
}
