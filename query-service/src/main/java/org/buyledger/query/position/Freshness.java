package org.buyledger.query.position;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_STATUS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.buyledger.events.Topics;
import org.buyledger.events.client.Partitions;
import org.buyledger.migrations.jooq.tables.records.ProjectionPositionsRecord;
import org.buyledger.migrations.jooq.tables.records.ProjectionStatusRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What is known of the read tables as a whole. Looked at once a second at most, and only while somebody asks. */
public final class Freshness {
    private static final Duration KEPT = Duration.ofSeconds(1);

    /** Another schema of the same name has another number; so tables that were made again are told from those before. */
    private static final Field<Long> SCHEMA =
            DSL.field("to_regnamespace(current_schema())::oid::bigint", SQLDataType.BIGINT);

    /** A rebuild counts on. */
    private static final Field<Long> GENERATION =
            DSL.field("(SELECT max(generation) FROM projection_positions)", SQLDataType.BIGINT);

    private static final Field<Long> STEPS =
            DSL.field("(SELECT max(installed_rank) FROM flyway_schema_history)", SQLDataType.BIGINT);

    private final String program;
    private final AtomicReference<@Nullable Seen> last = new AtomicReference<>();

    /**
     * Nothing is known yet.
     *
     * @param program which program shows the tables: another one may show the same rows in another form
     */
    public Freshness(String program) {
        this.program = program;
    }

    /**
     * What was seen.
     *
     * @param tables which tables they are, after how many steps of their schema, and what shows them
     * @param lags of the partitions of the events, as far as a projector told them
     * @param partitions how many there are
     * @param at when, as {@link System#nanoTime}
     */
    public record Seen(String tables, Map<Integer, Lag> lags, int partitions, long at) {
        /** How far the tables of a tenant are behind; empty where nobody told. */
        public Optional<Lag> lag(String tenant) {
            return partitions == 0
                    ? Optional.empty()
                    : Optional.ofNullable(lags.get(Partitions.of(tenant.getBytes(StandardCharsets.UTF_8), partitions)));
        }

        boolean isOld() {
            return System.nanoTime() - at > KEPT.toNanos();
        }
    }

    /** What was seen at most a second ago. */
    public Optional<Seen> last() {
        return Optional.ofNullable(last.get()).filter(known -> !known.isOld());
    }

    /** What was seen at most a second ago, or is seen now in the transaction that asks. */
    public Seen seen(DSLContext db) {
        Seen known = last.get();
        if (known != null && !known.isOld()) {
            return known;
        }
        Seen now = look(db);
        last.set(now);
        return now;
    }

    private Seen look(DSLContext db) {
        Map<Integer, Lag> lags = new HashMap<>();
        int partitions = 0;
        Field<Instant> now = DSL.currentInstant();
        for (Record row : db.select(PROJECTION_POSITIONS.fields())
                .select(PROJECTION_STATUS.fields())
                .select(now)
                .from(PROJECTION_POSITIONS)
                .leftJoin(PROJECTION_STATUS)
                .on(PROJECTION_STATUS.TOPIC.eq(PROJECTION_POSITIONS.TOPIC))
                .and(PROJECTION_STATUS.PARTITION.eq(PROJECTION_POSITIONS.PARTITION))
                .where(PROJECTION_POSITIONS.TOPIC.eq(Topics.EVENTS))
                .fetch()) {
            ProjectionPositionsRecord position = row.into(PROJECTION_POSITIONS);
            ProjectionStatusRecord status = row.into(PROJECTION_STATUS);
            partitions = Math.max(partitions, position.getPartition() + 1);
            if (status.getLookedAt() != null) {
                lags.put(position.getPartition(), Lag.of(position, status, row.get(now)));
            }
        }
        Record tables = db.select(SCHEMA, GENERATION, STEPS).fetchSingle();
        return new Seen(
                "%s.%d.%d.%d".formatted(program, tables.get(SCHEMA), tables.get(GENERATION), tables.get(STEPS)),
                Map.copyOf(lags),
                partitions,
                System.nanoTime());
    }
}
