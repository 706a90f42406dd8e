package org.buyledger.query.feed;

import java.time.Duration;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;

/**
 * How much there is of feeds, and for how long.
 *
 * @param most streams, polls and exports at once at this instance
 * @param perCaller of one principal or user
 * @param heartbeat how long a stream is silent at most
 * @param lifetime after which a stream is closed, so that its client connects anew, perhaps elsewhere
 * @param readers how many read from the database at once, for the newest events and for others each
 */
record FeedLimits(int most, int perCaller, Duration heartbeat, Duration lifetime, int readers) {

    static FeedLimits of(Settings settings) {
        return new FeedLimits(
                settings.number(Setting.STREAMS, 1, 1_000_000),
                settings.number(Setting.STREAMS_PER_CALLER, 1, 1_000_000),
                Duration.ofSeconds(settings.number(Setting.STREAM_HEARTBEAT_SECONDS, 1, 3_600)),
                Duration.ofSeconds(settings.number(Setting.STREAM_SECONDS, 1, 86_400)),
                Math.max(1, settings.number(Setting.DB_POOL_SIZE, 1, 1000) / 4));
    }

    /** How long a client may not take what is written to it. */
    Duration patience() {
        return heartbeat.multipliedBy(4);
    }
}
