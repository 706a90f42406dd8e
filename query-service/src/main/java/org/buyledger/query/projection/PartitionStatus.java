package org.buyledger.query.projection;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.ProjectionPositionsRecord;
import org.buyledger.migrations.jooq.tables.records.ProjectionStatusRecord;
import org.buyledger.query.position.Lag;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is projected.
 *
 * @param nextOffset of the first record that is not
 * @param endOffset of the first record that is not committed; null, as all that follows, where no projector has told it
 * @param lagOffsets how many offsets are between them; records are fewer
 * @param state {@code live}, {@code behind}, {@code stopped} or {@code unattended}
 */
record PartitionStatus(
        String topic,
        int partition,
        long nextOffset,
        @Nullable Long endOffset,
        @Nullable Long lagOffsets,
        @Nullable Long lagSeconds,

        @JsonFormat(shape = JsonFormat.Shape.NUMBER) @Nullable
        BigDecimal recordsPerSecond,

        String state,
        @Nullable String stoppedBecause,
        Instant updatedAt,
        @Nullable Instant lookedAt) {

    static PartitionStatus of(ProjectionPositionsRecord position, ProjectionStatusRecord status, Instant now) {
        if (status.getLookedAt() == null) {
            return new PartitionStatus(
                    position.getTopic(),
                    position.getPartition(),
                    position.getNextOffset(),
                    null,
                    null,
                    null,
                    null,
                    "unattended",
                    null,
                    position.getUpdatedAt(),
                    null);
        }
        Lag lag = Lag.of(position, status, now);
        return new PartitionStatus(
                position.getTopic(),
                position.getPartition(),
                position.getNextOffset(),
                status.getEndOffset(),
                lag.offsets(),
                lag.seconds(),
                status.getRecordsPerSecond().setScale(1, RoundingMode.HALF_UP),
                state(lag, status),
                status.getStoppedBecause(),
                position.getUpdatedAt(),
                status.getLookedAt());
    }

    private static String state(Lag lag, ProjectionStatusRecord status) {
        if (!lag.isAttended()) {
            return "unattended";
        }
        if (status.getStoppedBecause() != null) {
            return "stopped";
        }
        return lag.offsets() == 0 ? "live" : "behind";
    }
}
