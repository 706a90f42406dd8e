package org.buyledger.query.position;

import java.time.Duration;
import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.ProjectionPositionsRecord;
import org.buyledger.migrations.jooq.tables.records.ProjectionStatusRecord;

/**
 * How far a partition's tables are behind what is committed.
 *
 * @param offsets that are committed and not projected, as far as the projector told; offsets have holes, so records are fewer
 * @param seconds of which the tables may not know: 0 when nothing was left when the projector last looked; else since the
 *     newest projected record was written, or since the projector looked when that is later
 * @param isAttended whether a projector has told something lately
 */
public record Lag(long offsets, long seconds, boolean isAttended) {
    /** It tells every 2 s. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** From what the projector wrote. */
    public static Lag of(ProjectionPositionsRecord position, ProjectionStatusRecord status, Instant now) {
        long offsets = Math.max(0, status.getEndOffset() - position.getNextOffset());
        Duration silence = Duration.between(status.getLookedAt(), now);
        boolean isAttended = silence.compareTo(SILENCE) <= 0;
        if (offsets == 0) {
            return new Lag(0, isAttended ? 0 : silence.toSeconds(), isAttended);
        }
        Instant newest = status.getNewestAt();
        // Of a topic that was never read it is unknown since when there has been something to read.
        Instant since = newest == null ? position.getUpdatedAt() : newest;
        return new Lag(offsets, Math.max(0, Duration.between(since, now).toSeconds()), isAttended);
    }
}
