package org.buyledger.projector.runner;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.EventEnvelope;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records of one partition, however many at once. When they cannot be applied together it parks the objects whose
 * folds throw, and halves the records until it has the one that the database refuses, to park that one's object. What is not
 * about one object stops it there, so that all before it are applied.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final TopicPartition partition;
    private final Batch batch;
    private final Batch.Known known;
    private final Progress progress;

    Applier(TopicPartition partition, Batch batch, Batch.Known known, Progress progress) {
        this.partition = partition;
        this.batch = batch;
        this.known = known;
        this.progress = progress;
    }

    /** Records that follow and go into the same transaction. */
    interface Following extends Batch.More {
        /** None. */
        Following NONE = new Following() {
            @Override
            public Batch.@Nullable Part next(long bytes) {
                return null;
            }

            @Override
            public int count() {
                return 0;
            }

            @Override
            public long to() {
                return 0;
            }

            @Override
            public long timestamp() {
                return 0;
            }
        };

        /** How many of them went into it. */
        int count();

        /** The offset after them; 0 while there are none. */
        long to();

        /** When the last of them was written, in milliseconds since 1970; 0 while there are none. */
        long timestamp();
    }

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * All are applied.
     *
     * @param to the partition's position now
     */
    record Applied(long to) implements Outcome {}

    /**
     * With what followed, they cannot be applied; none of them is.
     *
     * @param to before where they may not be applied together
     */
    record Apart(long to) implements Outcome {}

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
     * @param following what goes into the same transaction
     * @throws DataAccessException when the database fails, other than by refusing what a record says
     */
    Outcome apply(
            List<ConsumerRecord<byte[], byte[]>> records,
            Callable<Batch.Content> content,
            long from,
            Following following) {
        Batch.Content read;
        try {
            read = content.call();
        } catch (Exception e) {
            RuntimeException why = e instanceof RuntimeException r ? r : new IllegalStateException(e);
            return records.size() == 1 ? new Refused(records.getFirst(), from, why) : halve(records, from);
        }
        return apply(records, read, from, following);
    }

    private Outcome apply(
            List<ConsumerRecord<byte[], byte[]>> records, Batch.Content content, long from, Following following) {
        long begin = System.nanoTime();
        long to;
        try {
            to = batch.apply(
                    partition, new Batch.Part(content, records.getLast().offset() + 1), from, following, known);
        } catch (Positions.Fenced e) {
            LOG.info("{}; looking again", e.getMessage());
            return new Fenced();
        } catch (Batch.Overtaken e) {
            LOG.info("{} of {} are applied again one after another: {}", following.count(), partition, e.getMessage());
            return new Apart(following.to());
        } catch (FoldFailed e) {
            if (following.count() > 0) {
                return new Apart(following.to());
            }
            e.failures().forEach(failure -> known.parked().refuse(failure.event(), failure.error()));
            return apply(records, content, from, Following.NONE);
        } catch (RuntimeException e) {
            if (!Refusals.isAboutData(e)) {
                throw e;
            }
            if (following.count() > 0) {
                return new Apart(following.to());
            }
            return records.size() == 1 ? applyParked(records, content, from, e) : halve(records, from);
        }
        progress.applied(
                partition,
                records.size() + following.count(),
                Math.max(records.getLast().timestamp(), following.timestamp()),
                System.nanoTime() - begin);
        known.parked().takeRefused().forEach(Applier::tell);
        return new Applied(to);
    }

    /** Parks the object of the one event; where that does not help, it is not about the object. */
    private Outcome applyParked(
            List<ConsumerRecord<byte[], byte[]>> records, Batch.Content content, long from, RuntimeException why) {
        String error = Refusals.error(why);
        boolean isNew =
                content.events().stream().anyMatch(event -> known.parked().refuse(event, error));
        return isNew ? apply(records, content, from, Following.NONE) : new Refused(records.getFirst(), from, why);
    }

    private Outcome halve(List<ConsumerRecord<byte[], byte[]>> records, long from) {
        int half = records.size() / 2;
        Outcome first = apply(records.subList(0, half), from);
        return first instanceof Applied applied ? apply(records.subList(half, records.size()), applied.to()) : first;
    }

    private Outcome apply(List<ConsumerRecord<byte[], byte[]>> records, long from) {
        return apply(records, () -> batch.read(partition, records), from, Following.NONE);
    }

    private static void tell(Parked.Letter letter) {
        EventEnvelope event = letter.event().envelope();
        LOG.error(
                "Event {} of tenant {} cannot be applied. It is parked, and so are all later ones of {}: {}. Run: buyledger"
                        + " dead-letters show --tenant {} {}",
                event.sequence(),
                letter.event().tenant(),
                event.subject(),
                letter.error(),
                letter.event().tenant(),
                event.subject());
    }
}
