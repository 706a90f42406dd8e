package org.buyledger.projector.runner;

import static org.buyledger.migrations.jooq.Tables.PROJECTION_DEAD_LETTERS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does about events that could not be applied, while projectors run: each change takes the partition from
 * them for a moment, and they find that the tables are of another generation, and look again at what is parked.
 */
public final class DeadLetters {
    /** How many events are applied in one transaction, so that it holds the partition for a second at most. */
    private static final int AT_ONCE = 200;

    private static final String SAVEPOINT = "SAVEPOINT retry";
    private static final String RELEASE = "RELEASE SAVEPOINT retry";
    private static final String BACK = "ROLLBACK TO SAVEPOINT retry; " + RELEASE;

    private final Database database;
    private final Folds folds;
    private final DeadLetterRows rows;

    public DeadLetters(Database database, List<Projection<?>> projections) {
        this.database = database;
        folds = new Folds(projections);
        rows = new DeadLetterRows(folds);
    }

    /**
     * Which events are meant; null stands for all.
     *
     * @param tenant whose
     * @param object about which object
     * @param sequence of which number
     */
    public record Choice(
            @Nullable String tenant,
            @Nullable Subject object,
            @Nullable Long sequence) {
        /** All there are. */
        public static final Choice ALL = new Choice(null, null, null);

        private Condition condition() {
            return DSL.and(
                    tenant == null ? DSL.noCondition() : PROJECTION_DEAD_LETTERS.TENANT_ID.eq(tenant),
                    object == null ? DSL.noCondition() : PROJECTION_DEAD_LETTERS.OBJECT_TYPE.eq(object.kind()),
                    object == null ? DSL.noCondition() : PROJECTION_DEAD_LETTERS.OBJECT_ID.eq(object.id()),
                    sequence == null ? DSL.noCondition() : PROJECTION_DEAD_LETTERS.SEQUENCE.eq(sequence));
        }

        private Condition parked() {
            return condition().and(PROJECTION_DEAD_LETTERS.DISCARDED_AT.isNull());
        }
    }

    /**
     * What trying again came to.
     *
     * @param applied how many events are applied now
     * @param failed of each object that is parked still, the event that cannot be applied
     */
    public record Retried(int applied, List<ProjectionDeadLettersRecord> failed) {}

    /** An object, and the partition that its events are on. */
    private record Waiting(Choice choice, int partition) {}

    /** @param failed null where none did */
    private record Tried(int applied, @Nullable ProjectionDeadLettersRecord failed) {}

    /** The events, tenant by tenant in the order of the log; those that were discarded too. */
    public List<ProjectionDeadLettersRecord> list(Choice choice) {
        return database.readOnly(sql -> list(sql, choice.condition(), Integer.MAX_VALUE));
    }

    private static List<ProjectionDeadLettersRecord> list(DSLContext sql, Condition condition, int most) {
        return sql.selectFrom(PROJECTION_DEAD_LETTERS)
                .where(condition)
                .orderBy(PROJECTION_DEAD_LETTERS.TENANT_ID, PROJECTION_DEAD_LETTERS.SEQUENCE)
                .limit(most)
                .fetch();
    }

    /**
     * Applies parked events, those of each object in order, all of them or up to the first that fails. As long as any object
     * can be mended, those that failed are tried once more, since they may have waited for that one's rows.
     */
    public Retried retry(Choice choice) {
        int applied = 0;
        List<Waiting> due = List.copyOf(waiting(choice));
        while (true) {
            List<Waiting> open = new ArrayList<>();
            List<ProjectionDeadLettersRecord> failed = new ArrayList<>();
            for (Waiting object : due) {
                Tried tried = retry(object);
                applied += tried.applied();
                if (tried.failed() != null) {
                    open.add(object);
                    failed.add(tried.failed());
                }
            }
            if (open.isEmpty() || open.size() == due.size()) {
                return new Retried(applied, failed);
            }
            due = open;
        }
    }

    /** In the order of their first events. */
    private Set<Waiting> waiting(Choice choice) {
        Set<Waiting> objects = new LinkedHashSet<>();
        database.readOnly(sql -> list(sql, choice.parked(), Integer.MAX_VALUE))
                .forEach(row -> objects.add(new Waiting(
                        new Choice(row.getTenantId(), new Subject(row.getObjectType(), row.getObjectId()), null),
                        row.getPartition())));
        return objects;
    }

    private Tried retry(Waiting object) {
        int applied = 0;
        while (true) {
            Tried tried = database.transaction(sql -> retrySome(sql, object));
            applied += tried.applied();
            if (tried.failed() != null || tried.applied() == 0) {
                return new Tried(applied, tried.failed());
            }
        }
    }

    private Tried retrySome(DSLContext sql, Waiting object) {
        Positions.take(sql, partition(object.partition()));
        List<ProjectionDeadLettersRecord> some = list(sql, object.choice().parked(), AT_ONCE);
        Tried tried = attempt(sql, some) == null ? new Tried(some.size(), null) : oneByOne(sql, some);
        rows.remove(sql, some.subList(0, tried.applied()));
        Batch.tell(sql);
        return tried;
    }

    private Tried oneByOne(DSLContext sql, List<ProjectionDeadLettersRecord> some) {
        for (int i = 0; i < some.size(); i++) {
            RuntimeException why = attempt(sql, some.subList(i, i + 1));
            if (why != null) {
                ProjectionDeadLettersRecord failed = some.get(i);
                failed.setAttempts(failed.getAttempts() + 1)
                        .setTriedAt(Instant.now())
                        .setError(Refusals.error(why));
                sql.executeUpdate(failed);
                return new Tried(i, failed);
            }
        }
        return new Tried(some.size(), null);
    }

    /** Applies all or nothing, and says why nothing. */
    private @Nullable RuntimeException attempt(DSLContext sql, List<ProjectionDeadLettersRecord> some) {
        sql.execute(SAVEPOINT);
        try {
            Folds.Changes changes = folds.begin(new RowCache(() -> 0), true);
            changes.fold(sql, some.stream().map(DeadLetterRows::event).toList(), List.of());
            changes.write(sql);
            sql.execute(RELEASE);
            return null;
        } catch (RuntimeException e) {
            if (!Refusals.isAboutData(e)) {
                throw e;
            }
            sql.execute(BACK);
            return e;
        }
    }

    /**
     * Leaves parked events out for good, which the table keeps on record. Where none of an object is parked any more, its later
     * events are applied again.
     *
     * @param who decides so
     * @param reason why
     * @return those that are discarded now; none when none was parked
     */
    public List<ProjectionDeadLettersRecord> discard(Choice choice, String who, String reason) {
        return database.transaction(sql -> {
            Set<Integer> partitions = new TreeSet<>();
            list(sql, choice.parked(), Integer.MAX_VALUE).forEach(row -> partitions.add(row.getPartition()));
            partitions.forEach(partition -> Positions.take(sql, partition(partition)));
            List<ProjectionDeadLettersRecord> discarded = list(sql, choice.parked(), Integer.MAX_VALUE);
            discarded.forEach(
                    row -> row.setDiscardedAt(Instant.now()).setDiscardedBy(who).setDiscardReason(reason));
            sql.batchUpdate(discarded).execute();
            return discarded;
        });
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.EVENTS, number);
    }
}
