package org.buyledger.projector.runner;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one partition's records into the tables: in order, one batch at a time, while the next one is being read. A
 * batch is whatever waits when the last one is done, up to a bound, so batches are small while there is little to do.
 *
 * <p>The polling thread begins, fills and closes it; the workers empty it. It says by its {@link State} when the polling
 * thread has to do something.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** Whether records come and go. */
    enum State {
        /** They do. */
        OPEN,
        /** Where to read on has to be looked up first. */
        ASTRAY,
        /** It stands still before a record that cannot be applied. */
        STOPPED,
        /** The database failed. */
        FAILED,
        /** The partition is somebody else's now. */
        CLOSED
    }

    private final TopicPartition partition;
    private final Batch batch;
    private final Memory memory;
    private final Batch.Known known;
    private final Applier applier;
    private final Executor workers;
    private final Progress progress;

    private final Backlog waiting = new Backlog();
    private State state = State.ASTRAY;
    private boolean busy;
    private @Nullable RuntimeException failure;
    private volatile long position;

    /** @param memory how much of the heap it may take */
    Lane(TopicPartition partition, Batch batch, Executor workers, Memory memory, Progress progress) {
        this.partition = partition;
        this.batch = batch;
        this.memory = memory;
        known = new Batch.Known(new RowCache(memory.remembered()), new Parked());
        applier = new Applier(partition, batch, known, progress);
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * Parts of the heap, in bytes.
     *
     * @param batch for applying a batch
     * @param remembered for rows that are remembered; may change
     */
    record Memory(long batch, LongSupplier remembered) {}

    /** Records that are applied together, and the reading of them. */
    private record Load(List<ConsumerRecord<byte[], byte[]>> records, FutureTask<Batch.Content> reading) {

        /** What they say: read here and now, unless somebody has done it, or is doing it. */
        Batch.Content content() throws Exception {
            reading.run();
            try {
                return reading.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    TopicPartition partition() {
        return partition;
    }

    synchronized State state() {
        return state;
    }

    /** Where the partition is projected to, as far as this instance knows. */
    long position() {
        return position;
    }

    /** The heap that waiting records take, about. */
    synchronized long waitingBytes() {
        return waiting.bytes();
    }

    /** Whether everything that was added has been applied. */
    synchronized boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    /** Why the database failed, once it has. */
    synchronized @Nullable RuntimeException failure() {
        return failure;
    }

    /** Begins anew at a position that the database has; nothing may be in work. */
    synchronized void begin(long offset) {
        waiting.clear();
        known.forget();
        position = offset;
        state = State.OPEN;
    }

    /** Takes no records until it begins anew. */
    synchronized void stop() {
        waiting.clear();
        state = State.STOPPED;
    }

    /** Adds records that follow on those before; does nothing unless it is open. */
    synchronized void add(List<ConsumerRecord<byte[], byte[]>> records) {
        if (state != State.OPEN) {
            return;
        }
        waiting.add(records);
        if (!busy) {
            busy = true;
            workers.execute(() -> work(null));
        }
    }

    /** Lets go what waits; what is in work is done or rolled back, as the position has it. */
    synchronized void close() {
        waiting.clear();
        state = State.CLOSED;
    }

    /** Waits until nothing is in work, until a time of {@link System#nanoTime} at most. */
    synchronized void awaitRest(long until) {
        try {
            for (long left = until - System.nanoTime(); busy && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Load take() {
        List<ConsumerRecord<byte[], byte[]>> records = waiting.take(memory.batch());
        return records.isEmpty() ? null : new Load(records, new FutureTask<>(() -> batch.read(partition, records)));
    }

    /** One batch; then gives way to other partitions. */
    private void work(@Nullable Load taken) {
        Load load = taken == null ? take() : taken;
        if (load == null) {
            rest();
            return;
        }
        Load next = take();
        try {
            if (next != null) {
                workers.execute(next.reading());
            }
            goOn(applier.apply(load.records(), load::content, position), next);
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(new IllegalStateException(partition + " cannot be projected: " + e, e));
            throw e;
        }
    }

    private synchronized void goOn(Applier.Outcome outcome, @Nullable Load next) {
        if (state == State.OPEN) {
            switch (outcome) {
                case Applier.Applied applied -> position = applied.to();
                case Applier.Fenced _ -> goAstray();
                case Applier.Refused refused -> stop(refused);
            }
        }
        if (state == State.OPEN && (next != null || !waiting.isEmpty())) {
            workers.execute(() -> work(next));
        } else {
            rest();
        }
    }

    private void goAstray() {
        waiting.clear();
        state = State.ASTRAY;
    }

    private void stop(Applier.Refused refused) {
        String reason = "offset %d: %s"
                .formatted(refused.record().offset(), refused.why().getMessage());
        LOG.error(
                "{} stands still before {}; nothing after it is applied until that can be",
                partition,
                reason,
                refused.why());
        progress.stopped(partition, reason);
        position = refused.from();
        stop();
    }

    private synchronized void fail(RuntimeException e) {
        waiting.clear();
        failure = e;
        state = State.FAILED;
        rest();
    }

    private synchronized void rest() {
        busy = false;
        notifyAll();
    }
}
