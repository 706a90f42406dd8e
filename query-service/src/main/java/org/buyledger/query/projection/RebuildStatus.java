package org.buyledger.query.projection;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.buyledger.migrations.jooq.enums.RebuildState;
import org.buyledger.migrations.jooq.tables.records.RebuildsRecord;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of the tables; see docs/replay.md.
 *
 * @param state {@code running}, {@code done}, {@code failed} or {@code killed}
 * @param progress the part of the events that is folded, 0 to 1
 * @param secondsLeft until all of them are, at the speed so far; only while that can be told
 */
record RebuildStatus(
        UUID rebuildId,
        List<String> tables,
        String state,
        String phase,
        long eventsDone,
        long eventsTotal,

        @JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal progress,

        @Nullable Long secondsLeft,
        String startedBy,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {
    /** It writes every second. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    static RebuildStatus of(RebuildsRecord row, Instant now) {
        boolean isRunning = row.getState() == RebuildState.running;
        boolean isKilled =
                isRunning && Duration.between(row.getUpdatedAt(), now).compareTo(SILENCE) > 0;
        return new RebuildStatus(
                row.getRebuildId(),
                List.of(row.getTables()),
                isKilled ? "killed" : row.getState().getLiteral(),
                row.getPhase(),
                row.getEventsDone(),
                row.getEventsTotal(),
                progress(row),
                isRunning && !isKilled ? secondsLeft(row) : null,
                row.getStartedBy(),
                row.getStartedAt(),
                row.getUpdatedAt(),
                row.getFinishedAt(),
                row.getError());
    }

    private static BigDecimal progress(RebuildsRecord row) {
        return row.getEventsTotal() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(Math.min(row.getEventsDone(), row.getEventsTotal()))
                        .divide(BigDecimal.valueOf(row.getEventsTotal()), 3, RoundingMode.DOWN);
    }

    private static @Nullable Long secondsLeft(RebuildsRecord row) {
        long left = row.getEventsTotal() - row.getEventsDone();
        if (row.getEventsDone() == 0 || left <= 0) {
            return null;
        }
        long millis = Duration.between(row.getStartedAt(), row.getUpdatedAt()).toMillis();
        return Math.round(Math.ceil((double) millis * left / row.getEventsDone() / 1000));
    }
}
