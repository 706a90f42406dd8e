package org.buyledger.query.projection;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_STATUS;
import static org.buyledger.migrations.jooq.Tables.REBUILDS;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.ReadRequest;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** {@code /v1/projections}: how far each partition is projected, the last rebuild, and where the schema stands. */
public final class Projections {
    private final Migrator migrator;

    public Projections(Migrator migrator) {
        this.migrator = migrator;
    }

    /**
     * Where the schema stands.
     *
     * @param revision the newest that it has; null where it has none
     * @param missing those that this version of Buyledger knows and it lacks
     */
    record Schema(@Nullable String revision, @Nullable String name, List<String> missing) {}

    private record Body(
            List<PartitionStatus> projections, @Nullable RebuildStatus rebuild, Schema schema) {}

    /** All of it; the same for whoever may see it, for partitions belong to no tenant. */
    public Answer list(ReadRequest request) {
        DSLContext db = request.db();
        Instant now = Objects.requireNonNull(
                db.select(DSL.currentInstant()).fetchSingle().value1());
        return Answer.ok(new Body(partitions(db, now), rebuild(db, now), schema(db)));
    }

    private static List<PartitionStatus> partitions(DSLContext db, Instant now) {
        return db.select()
                .from(PROJECTION_POSITIONS)
                .leftJoin(PROJECTION_STATUS)
                .on(PROJECTION_STATUS.TOPIC.eq(PROJECTION_POSITIONS.TOPIC))
                .and(PROJECTION_STATUS.PARTITION.eq(PROJECTION_POSITIONS.PARTITION))
                .orderBy(PROJECTION_POSITIONS.TOPIC, PROJECTION_POSITIONS.PARTITION)
                .fetch(row -> PartitionStatus.of(row.into(PROJECTION_POSITIONS), row.into(PROJECTION_STATUS), now));
    }

    private static @Nullable RebuildStatus rebuild(DSLContext db, Instant now) {
        return db.selectFrom(REBUILDS)
                .orderBy(REBUILDS.STARTED_AT.desc())
                .limit(1)
                .fetchOne(row -> RebuildStatus.of(row, now));
    }

    private Schema schema(DSLContext db) {
        Standing standing = db.connectionResult(migrator::standing);
        @Nullable
        Revision newest =
                standing.applied().isEmpty() ? null : standing.applied().getLast();
        return new Schema(
                newest == null ? null : newest.id(),
                newest == null ? null : newest.name(),
                migrator.graph().revisions().stream()
                        .filter(one -> !standing.applied().contains(one))
                        .map(Revision::id)
                        .toList());
    }
}
