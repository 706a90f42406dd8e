package org.buyledger.projector.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.jspecify.annotations.Nullable;

/** The lanes of the partitions that this instance has, the workers that empty them, and the memory that they share. */
final class Lanes implements AutoCloseable {
    /** How long a partition that goes to another instance may finish its batch; the fence makes it right in any case. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** What the program itself takes of the heap, and answers of the broker that were not polled yet. */
    private static final long FIXED = 64L << 20;

    /** Of ten parts of the rest, how many the records that are being applied may take together. */
    private static final int TENTHS_FOR_PARTS = 1;
    /** And how many the rows that they change and that are not written yet. */
    private static final int TENTHS_FOR_ROWS = 3;
    /** And how many records that wait to be applied; and again rows that are remembered. */
    private static final int TENTHS_FOR_WAITING = 1;

    private final Batch batch;
    private final Lane.Memory memory;
    private final Progress progress;
    private final ExecutorService workers;
    private final Map<TopicPartition, Lane> lanes = new ConcurrentHashMap<>();

    /** @param parallel how many of them are worked on at the same time */
    Lanes(Batch batch, int parallel, Progress progress) {
        this.batch = batch;
        // While one part is being applied, the next one is read.
        memory = new Lane.Memory(
                tenths(TENTHS_FOR_PARTS) / (2L * parallel), tenths(TENTHS_FOR_ROWS) / parallel, this::rememberedShare);
        this.progress = progress;
        workers = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().name("projector-", 1).factory());
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    /** The lane of a partition; null where that is no longer, or not yet, this instance's. */
    @Nullable
    Lane find(TopicPartition partition) {
        return lanes.get(partition);
    }

    /** The lane of a partition that this instance has. */
    Lane of(TopicPartition partition) {
        return Objects.requireNonNull(lanes.get(partition));
    }

    /** Makes lanes for partitions that come. */
    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                lanes.put(partition, new Lane(partition, batch, workers, this::isWorkerWanted, memory, progress)));
    }

    private boolean isWorkerWanted() {
        return lanes.values().stream().anyMatch(Lane::isKeptWaiting);
    }

    /** Lets partitions go that another instance has already. */
    List<Lane> letGo(Collection<TopicPartition> partitions) {
        List<Lane> gone = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            progress.revoked(partition);
            if (lane != null) {
                lane.close();
                gone.add(lane);
            }
        }
        return gone;
    }

    /** Lets partitions go that another instance will get, and what is in work on them come to its end, for a while. */
    void finish(Collection<TopicPartition> partitions) {
        long until = System.nanoTime() + FAREWELL.toNanos();
        letGo(partitions).forEach(lane -> lane.awaitRest(until));
    }

    /** The heap that the waiting records of one partition may take, in bytes: those that have none need no room. */
    long waitingShare() {
        return share(lanes.values().stream().filter(lane -> !lane.isIdle()).count()) / 2;
    }

    /** The heap that the remembered rows of one partition may take, in bytes: of answers none are. */
    private long rememberedShare() {
        return share(lanes.keySet().stream()
                .filter(partition -> partition.topic().equals(Topics.EVENTS))
                .count());
    }

    private static long share(long among) {
        return tenths(TENTHS_FOR_WAITING) / Math.max(1, among);
    }

    private static long tenths(int count) {
        return Math.max(0, Runtime.getRuntime().maxMemory() - FIXED) * count / 10;
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        workers.shutdown();
        try {
            workers.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
