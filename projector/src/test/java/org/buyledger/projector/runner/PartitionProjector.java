package org.buyledger.projector.runner;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.audit.CommandResults;

/** What a projector has of the first partition: it parks what it cannot apply. */
public final class PartitionProjector {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private final Database database;
    private final Batch batch;
    private final Batch.Known known = new Batch.Known(new RowCache(() -> 1 << 20), new Parked());
    private final Applier applier;

    public PartitionProjector(Database database, List<Projection<?>> projections) {
        this.database = database;
        batch = new Batch(database, projections, CommandResults::row);
        applier = new Applier(EVENTS, batch, known, new Progress(new SimpleMeterRegistry()));
    }

    long position() {
        return database.transaction(sql -> Positions.read(sql, EVENTS));
    }

    /** Applies all that follows on where the database is, at once. */
    public void apply(List<ConsumerRecord<byte[], byte[]>> log) {
        Applier.Outcome outcome = apply(log, Integer.MAX_VALUE);
        if (!(outcome instanceof Applier.Applied)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    /** Applies so many records from where the database is, looking again as often as it is fenced. */
    Applier.Outcome apply(List<ConsumerRecord<byte[], byte[]>> log, int most) {
        while (true) {
            long from = position();
            List<ConsumerRecord<byte[], byte[]>> some = log.stream()
                    .filter(record -> record.offset() >= from)
                    .limit(most)
                    .toList();
            if (some.isEmpty()) {
                return new Applier.Applied(from);
            }
            Applier.Outcome outcome = applier.apply(some, () -> batch.read(EVENTS, some), from, Applier.Following.NONE);
            if (!(outcome instanceof Applier.Fenced)) {
                return outcome;
            }
            known.forget();
        }
    }
}
