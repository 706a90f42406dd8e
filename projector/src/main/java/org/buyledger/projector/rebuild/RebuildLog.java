package org.buyledger.projector.rebuild;

import static org.buyledger.migrations.jooq.Tables.REBUILDS;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.enums.RebuildState;
import org.buyledger.migrations.jooq.tables.records.RebuildsRecord;
import org.buyledger.operations.Operator;
import org.jspecify.annotations.Nullable;

/** The table rebuilds: what each does or has done. */
final class RebuildLog {
    private final Database live;

    RebuildLog(Database live) {
        this.live = live;
    }

    /** Begins a row; those that say they run were killed, for whoever asks has the lock. */
    UUID begin(Collection<String> tables) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        live.transaction(sql -> {
            sql.update(REBUILDS)
                    .set(REBUILDS.STATE, RebuildState.failed)
                    .set(REBUILDS.FINISHED_AT, now)
                    .set(REBUILDS.ERROR, "It was killed; the live tables are as they were.")
                    .where(REBUILDS.STATE.eq(RebuildState.running))
                    .execute();
            return sql.insertInto(REBUILDS)
                    .set(REBUILDS.REBUILD_ID, id)
                    .set(REBUILDS.TABLES, tables.toArray(String[]::new))
                    .set(REBUILDS.STATE, RebuildState.running)
                    .set(REBUILDS.PHASE, Phase.PREPARING.toString())
                    .set(REBUILDS.EVENTS_DONE, 0L)
                    .set(REBUILDS.EVENTS_TOTAL, 0L)
                    .set(
                            REBUILDS.STARTED_BY,
                            "%s, process %d"
                                    .formatted(
                                            Operator.name(),
                                            ProcessHandle.current().pid()))
                    .set(REBUILDS.STARTED_AT, now)
                    .set(REBUILDS.UPDATED_AT, now)
                    .execute();
        });
        return id;
    }

    void progress(UUID id, RunProgress.Snapshot at) {
        live.transaction(sql -> sql.update(REBUILDS)
                .set(REBUILDS.PHASE, at.phase().toString())
                .set(REBUILDS.EVENTS_DONE, at.eventsDone())
                .set(REBUILDS.EVENTS_TOTAL, at.eventsTotal())
                .set(REBUILDS.UPDATED_AT, Instant.now())
                .where(REBUILDS.REBUILD_ID.eq(id))
                .and(REBUILDS.STATE.eq(RebuildState.running))
                .execute());
    }

    /**
     * Ends a row.
     *
     * @param error null where nothing failed
     */
    void end(UUID id, RunProgress.Snapshot at, @Nullable String error) {
        progress(id, at);
        live.transaction(sql -> sql.update(REBUILDS)
                .set(REBUILDS.STATE, error == null ? RebuildState.done : RebuildState.failed)
                .set(REBUILDS.FINISHED_AT, Instant.now())
                .set(REBUILDS.ERROR, error)
                .where(REBUILDS.REBUILD_ID.eq(id))
                .execute());
    }

    /** Whether the tables of a rebuild have become the live ones; its row says so in the transaction that switched. */
    boolean isSwitched(UUID id) {
        return live.readOnly(sql -> sql.fetchExists(
                REBUILDS, REBUILDS.REBUILD_ID.eq(id).and(REBUILDS.PHASE.eq(Phase.FINISHING.toString()))));
    }

    /** The one that says it runs. */
    Optional<RebuildsRecord> running() {
        return live.readOnly(sql -> sql.selectFrom(REBUILDS)
                .where(REBUILDS.STATE.eq(RebuildState.running))
                .orderBy(REBUILDS.STARTED_AT.desc())
                .limit(1)
                .fetchOptional());
    }
}
