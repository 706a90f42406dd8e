package org.buyledger.projector.runner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;

/** How the projector is doing, written by its threads and read by whoever asks for metrics or health. */
public final class Progress {
    /** The state in which events are applied. */
    public static final String CONSUMING = "consuming";

    /** The buckets that batches are counted in: of a few records they take milliseconds, of thousands up to seconds. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    /** What the projector knows of the brokers, in the words of {@code /readyz}. */
    public enum Broker {
        /** It consumes nothing now, so it has no connection, and a broker may well be there. */
        NOT_ASKED("not asked"),
        CONNECTED("connected"),
        SILENT("no broker answers");

        private final String text;

        Broker(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
    private final Map<TopicPartition, String> stopped = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Applied> untold = new ConcurrentHashMap<>();
    private final Counter records;
    private final Timer batches;
    private volatile ParkedCount parked = ParkedCount.NONE;
    private volatile String state = "starting";
    private volatile Broker broker = Broker.NOT_ASKED;
    private final AtomicLong newestAppliedMs = new AtomicLong();

    public Progress(MeterRegistry metrics) {
        records = Counter.builder("buyledger.projection.records")
                .description("Records applied to the read tables")
                .register(metrics);
        batches = Timer.builder("buyledger.projection.batch")
                .description("Time that a batch takes: reading, folding, writing, committing")
                .serviceLevelObjectives(BOUNDS)
                .register(metrics);
        Gauge.builder("buyledger.projection.lag.events", this, Progress::lag)
                .description("Offsets between what is applied and the committed end of the events topic")
                .register(metrics);
        Gauge.builder("buyledger.projection.lag.seconds", this, Progress::lagSeconds)
                .description("Age of the newest applied event while there are more; 0 when there are none")
                .register(metrics);
        Gauge.builder("buyledger.projection.parked.objects", this, progress -> progress.parked.objects())
                .description("Objects of this instance's partitions that have parked events")
                .register(metrics);
        Gauge.builder("buyledger.projection.parked.events", this, progress -> progress.parked.events())
                .description("Events of theirs that the read tables lack until they are tried again or discarded")
                .register(metrics);
        Gauge.builder("buyledger.projection.stopped", stopped, Map::size)
                .description("Partitions that stand still before a record that cannot be applied")
                .register(metrics);
    }

    void applied(TopicPartition partition, int count, long timestampMs, long nanos) {
        records.increment(count);
        batches.record(nanos, TimeUnit.NANOSECONDS);
        stopped.remove(partition);
        untold.merge(partition, new Applied(count, timestampMs), Applied::and);
        if (partition.topic().equals(Topics.EVENTS)) {
            newestAppliedMs.accumulateAndGet(timestampMs, Math::max);
        }
    }

    /**
     * Records of a partition that were applied.
     *
     * @param newestMs when the newest of them was written, in milliseconds since 1970
     */
    record Applied(long records, long newestMs) {
        Applied and(Applied more) {
            return new Applied(records + more.records, Math.max(newestMs, more.newestMs));
        }
    }

    /** What was applied since this was asked last. */
    Map<TopicPartition, Applied> takeApplied() {
        Map<TopicPartition, Applied> taken = new HashMap<>();
        for (TopicPartition partition : List.copyOf(untold.keySet())) {
            Applied news = untold.remove(partition);
            if (news != null) {
                taken.put(partition, news);
            }
        }
        return taken;
    }

    void lag(TopicPartition partition, long offsets) {
        lags.put(partition, offsets);
    }

    void revoked(TopicPartition partition) {
        lags.remove(partition);
        stopped.remove(partition);
    }

    void stopped(TopicPartition partition, String why) {
        stopped.put(partition, why);
    }

    /** A partition that stood still has been moved on by somebody. */
    void moved(TopicPartition partition) {
        stopped.remove(partition);
    }

    void parked(ParkedCount now) {
        parked = now;
    }

    /** What was parked of this instance's partitions when the projector last looked. */
    public ParkedCount parked() {
        return parked;
    }

    void broker(Broker now) {
        broker = now;
    }

    /** How it was when the projector last looked. */
    public Broker broker() {
        return broker;
    }

    public void state(String now) {
        state = now;
    }

    /** What it does now, in words. */
    public String state() {
        return state;
    }

    /** Why partitions stand still, by their names. */
    public Map<String, String> stopped() {
        Map<String, String> reasons = new TreeMap<>();
        stopped.forEach((partition, why) -> reasons.put(partition.toString(), why));
        return reasons;
    }

    /** How many offsets of the events topic are committed and not applied. */
    public long lag() {
        return lags.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(Topics.EVENTS))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private double lagSeconds() {
        long newest = newestAppliedMs.get();
        return lag() == 0 || newest == 0 ? 0 : Math.max(0, (System.currentTimeMillis() - newest) / 1000.0);
    }
}
