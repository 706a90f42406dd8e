package org.buyledger.projector.runner;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records of one partition, however many at once. When they cannot be applied together it halves them until it has
 * the one that cannot be, so that all before it are.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final TopicPartition partition;
    private final Batch batch;
    private final RowCache cache;
    private final Progress progress;

    Applier(TopicPartition partition, Batch batch, RowCache cache, Progress progress) {
        this.partition = partition;
        this.batch = batch;
        this.cache = cache;
        this.progress = progress;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * All are applied.
     *
     * @param to the partition's position now
     */
    record Applied(long to) implements Outcome {}

    /** The partition's position is elsewhere; of these records, some may be applied, by whomever. */
    record Fenced() implements Outcome {}

    /**
     * One cannot be applied; those before it are.
     *
     * @param from the partition's position now
     */
    record Refused(ConsumerRecord<byte[], byte[]> record, long from, RuntimeException why) implements Outcome {}

    /**
     * Applies records.
     *
     * @param content what they say; its failure is that of reading them
     * @param from where the partition's position has to be
     * @throws DataAccessException when the database fails, other than by refusing what a record says
     */
    Outcome apply(List<ConsumerRecord<byte[], byte[]>> records, Callable<Batch.Content> content, long from) {
        long to = records.getLast().offset() + 1;
        long begin = System.nanoTime();
        try {
            batch.apply(partition, content.call(), from, to, cache);
            progress.applied(partition, records.size(), records.getLast().timestamp(), System.nanoTime() - begin);
            return new Applied(to);
        } catch (Positions.Fenced e) {
            LOG.info("{}; looking again", e.getMessage());
            return new Fenced();
        } catch (DataAccessException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            return halve(records, from, e);
        } catch (Exception e) {
            return halve(records, from, e instanceof RuntimeException r ? r : new IllegalStateException(e));
        }
    }

    private Outcome halve(List<ConsumerRecord<byte[], byte[]>> records, long from, RuntimeException why) {
        if (records.size() == 1) {
            return new Refused(records.getFirst(), from, why);
        }
        int half = records.size() / 2;
        Outcome first = apply(records.subList(0, half), from);
        return first instanceof Applied applied ? apply(records.subList(half, records.size()), applied.to()) : first;
    }

    private Outcome apply(List<ConsumerRecord<byte[], byte[]>> records, long from) {
        return apply(records, () -> batch.read(partition, records), from);
    }

    /** Whether PostgreSQL refused a value or a row (classes 22, 23 and 54), which trying again does not mend. */
    private static boolean isAboutData(DataAccessException e) {
        String state = String.valueOf(e.sqlState()); // the pool's own failures have none
        return Set.of("22", "23", "54").contains(state.substring(0, Math.min(2, state.length())));
    }
}
