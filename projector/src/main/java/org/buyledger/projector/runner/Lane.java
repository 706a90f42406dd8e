package org.buyledger.projector.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one partition's records into the tables: in order, one transaction at a time. It takes whatever waits, part after
 * part, while the next part is being read; and goes on as long as more comes, up to some bounds. So it is small while there is
 * little to do, and after a backlog a row that has changed often is written once.
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

    /** How long a transaction goes on while there is more; well below what makes another instance end it, see {@link Starts}. */
    private static final Duration LONGEST = Duration.ofSeconds(3);
    /** How long it does while another partition's few records wait for it. */
    private static final Duration SHORT = Duration.ofMillis(100);
    /** How many records are few. */
    private static final int FEW = 1_000;

    private final TopicPartition partition;
    private final Batch batch;
    private final Memory memory;
    private final Batch.Known known;
    private final Applier applier;
    private final Executor workers;
    private final BooleanSupplier isWorkerWanted;
    private final Progress progress;

    private final Backlog waiting = new Backlog();
    private State state = State.ASTRAY;
    private boolean busy;
    /** Whether it waits for a worker. */
    private boolean isQueued;
    /** Before that offset each part has a transaction of its own, since they could not be applied together. */
    private long apartBefore;

    private @Nullable RuntimeException failure;
    private volatile long position;

    /**
     * A lane that is not open yet.
     *
     * @param isWorkerWanted whether another lane has little to do and waits for a worker
     * @param memory how much of the heap it may take
     */
    Lane(
            TopicPartition partition,
            Batch batch,
            Executor workers,
            BooleanSupplier isWorkerWanted,
            Memory memory,
            Progress progress) {
        this.partition = partition;
        this.batch = batch;
        this.memory = memory;
        known = new Batch.Known(new RowCache(memory.remembered()), new Parked());
        applier = new Applier(partition, batch, known, progress);
        this.workers = workers;
        this.isWorkerWanted = isWorkerWanted;
        this.progress = progress;
    }

    /**
     * Parts of the heap, in bytes.
     *
     * @param part for the records that are folded next, and again for those after them
     * @param rows for rows that a transaction has yet to write
     * @param remembered for rows that are remembered; may change
     */
    record Memory(long part, long rows, LongSupplier remembered) {}

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

    /** Whether it has little to do and waits for a worker. */
    synchronized boolean isKeptWaiting() {
        return isQueued && waiting.size() < FEW;
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
            isQueued = true;
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
        isQueued = false;
        List<ConsumerRecord<byte[], byte[]>> records = waiting.take(memory.part());
        return records.isEmpty() ? null : new Load(partition, batch, records);
    }

    private synchronized boolean mayGoOn(long from) {
        return state == State.OPEN && from >= apartBefore;
    }

    /** One transaction; then gives way to other partitions. */
    private void work(@Nullable Load taken) {
        Load load = taken == null ? take() : taken;
        if (load == null) {
            rest();
            return;
        }
        Rest following = new Rest();
        try {
            following.readAhead();
            goOn(applier.apply(load.records(), load::content, position, following), following.load);
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(new IllegalStateException(partition + " cannot be projected: " + e, e));
            throw e;
        }
    }

    /** What waits, for one transaction. */
    private final class Rest implements Applier.Following {
        private final long begin = System.nanoTime();
        private volatile @Nullable Load load;
        private int count;
        private long to;
        private long timestamp;

        void readAhead() {
            load = take();
            if (load != null) {
                // Not the load itself, which would be kept until a worker has time for it.
                workers.execute(this::read);
            }
        }

        private void read() {
            Load next = load;
            if (next != null) {
                next.read();
            }
        }

        @Override
        public Batch.@Nullable Part next(long bytes) {
            Load next = load;
            if (next == null || !isTimeLeft() || bytes > memory.rows() || !mayGoOn(next.from())) {
                return null;
            }
            Batch.Content content = next.contentToFollow();
            if (content == null) {
                return null;
            }
            count += next.records().size();
            to = next.to();
            timestamp = next.records().getLast().timestamp();
            readAhead();
            return new Batch.Part(content, to);
        }

        private boolean isTimeLeft() {
            long passed = System.nanoTime() - begin;
            return passed < LONGEST.toNanos() && (passed < SHORT.toNanos() || !isWorkerWanted.getAsBoolean());
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public long to() {
            return to;
        }

        @Override
        public long timestamp() {
            return timestamp;
        }
    }

    private synchronized void goOn(Applier.Outcome outcome, @Nullable Load next) {
        if (state == State.OPEN) {
            switch (outcome) {
                case Applier.Applied applied -> position = applied.to();
                case Applier.Fenced _ -> goAstray();
                case Applier.Apart apart -> {
                    apartBefore = apart.to();
                    goAstray();
                }
                case Applier.Refused refused -> stop(refused);
            }
        }
        if (state == State.OPEN && (next != null || !waiting.isEmpty())) {
            isQueued = true;
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
