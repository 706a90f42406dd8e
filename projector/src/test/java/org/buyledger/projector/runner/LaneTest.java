package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.migrations.Database;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions that go on while there is more; each part is one record here. */
class LaneTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final Lane.Memory AMPLE = new Lane.Memory(1, Long.MAX_VALUE, () -> 1 << 20);

    private final Database database = TestDatabase.migrated();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Breakable products = new Breakable();
    /** The first eight events. */
    private final TestLog log = Streams.catalogue(new TestLog(), "acme");

    LaneTest() {
        for (int i = 0; i < 6; i++) {
            change("home");
            change("video");
        }
    }

    @AfterEach
    void close() {
        workers.close();
        database.close();
    }

    private void change(String product) {
        log.add("acme", new CatalogueEvent.ProductPut(Streams.product(product)));
    }

    private Batch batch(Batch.Fence fence) {
        return new Batch(database, products.amongAll(), CommandResults::row, fence);
    }

    private Lane lane(boolean isWorkerWanted, Lane.Memory memory, Batch.Fence fence) {
        return new Lane(
                EVENTS, batch(fence), workers, () -> isWorkerWanted, memory, new Progress(new SimpleMeterRegistry()));
    }

    /** Does what the polling thread does, until all is applied. */
    private void run(Lane lane) {
        long end = log.records().getLast().offset() + 1;
        while (lane.position() < end) {
            long position = database.transaction(sql -> Positions.read(sql, EVENTS));
            lane.begin(position);
            lane.add(log.records().stream()
                    .filter(record -> record.offset() >= position)
                    .toList());
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> lane.state() != Lane.State.OPEN || lane.isIdle());
            assertThat(lane.state()).isIn(Lane.State.OPEN, Lane.State.ASTRAY);
            lane.awaitRest(Long.MAX_VALUE);
        }
    }

    /** How many transactions have written the audit log. */
    private long transactions() {
        return Objects.requireNonNull(
                database.readOnly(sql -> sql.fetchSingle("SELECT count(DISTINCT xmin::text) FROM audit_logs")
                        .get(0, Long.class)));
    }

    /** The numbers of the events that are parked. */
    private List<Long> parked() {
        return database.readOnly(sql -> sql.fetch("SELECT sequence FROM projection_dead_letters ORDER BY 1")
                .getValues(0, Long.class));
    }

    private static Map<String, List<String>> rows(Database of) {
        Map<String, List<String>> rows = new TreeMap<>();
        Projections.all()
                .forEach(one -> rows.put(
                        one.table().getName(), TestDatabase.rows(of, one.table().getName())));
        return rows;
    }

    /** The tables when each record has a transaction of its own. */
    private Map<String, List<String>> oneByOne() {
        try (Database other = TestDatabase.migrated()) {
            PartitionProjector single = new PartitionProjector(other, products.amongAll());
            while (single.position() <= log.records().getLast().offset()) {
                single.apply(log.records(), 1);
            }
            return rows(other);
        }
    }

    @Test
    void what_waits_is_one_transaction() {
        run(lane(false, AMPLE, Positions::advance));

        assertThat(transactions()).isEqualTo(1);
        assertThat(rows(database)).isEqualTo(oneByOne());
    }

    @Test
    void it_ends_when_its_rows_take_too_much_memory() {
        run(lane(false, new Lane.Memory(1, 1, () -> 0), Positions::advance));

        assertThat(transactions()).isEqualTo(log.records().size());
        assertThat(rows(database)).isEqualTo(oneByOne());
    }

    @Test
    void it_ends_soon_when_another_partition_wants_the_worker() {
        Batch.Fence slow = (sql, partition, from, to) -> {
            LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            return Positions.advance(sql, partition, from, to);
        };

        run(lane(true, AMPLE, slow));

        assertThat(transactions()).isGreaterThan(1);
        assertThat(rows(database)).isEqualTo(oneByOne());
    }

    @Test
    void a_partition_that_has_little_to_do_says_that_it_waits() {
        List<Runnable> queued = new ArrayList<>();
        Lane lane = new Lane(
                EVENTS,
                batch(Positions::advance),
                queued::add,
                () -> false,
                AMPLE,
                new Progress(new SimpleMeterRegistry()));
        lane.begin(database.transaction(sql -> Positions.read(sql, EVENTS)));
        assertThat(lane.isKeptWaiting()).isFalse();

        lane.add(log.records());
        assertThat(lane.isKeptWaiting()).isTrue();

        queued.removeFirst().run();
        assertThat(lane.isKeptWaiting()).isFalse();
    }

    @Test
    void an_event_that_cannot_be_folded_is_parked_and_what_was_in_its_transaction_is_applied() {
        products.breakAt("product/home", 13);

        run(lane(false, AMPLE, Positions::advance));

        assertThat(rows(database)).isEqualTo(oneByOne());
        assertThat(parked()).containsExactly(13L, 15L, 17L, 19L);
    }

    @Test
    void a_row_that_the_database_refuses_is_parked_too() {
        products.with(row -> row.setName(null));
        products.breakAt("product/video", 14);

        run(lane(false, AMPLE, Positions::advance));

        assertThat(rows(database)).isEqualTo(oneByOne());
        assertThat(parked()).containsExactly(14L, 16L, 18L, 20L);
    }

    @Test
    void a_month_begins_in_a_transaction_of_its_own() {
        log.at(Instant.parse("2026-12-31T23:58:30Z"));
        for (int i = 0; i < 4; i++) {
            change("home");
        }

        run(lane(false, AMPLE, Positions::advance));

        assertThat(transactions()).as("November, then December, then January").isEqualTo(3);
        assertThat(rows(database)).isEqualTo(oneByOne());
    }

    @Test
    void it_writes_nothing_when_the_schema_has_changed_meanwhile() {
        Batch batch = batch(Positions::advance);
        database.transaction(sql -> Positions.read(sql, EVENTS));
        Queue<ConsumerRecord<byte[], byte[]>> left = new ArrayDeque<>(log.records());
        Batch.Part first = part(batch, left.remove());
        Batch.More more = bytes -> {
            if (left.size() == 5) {
                migrate();
            }
            return left.isEmpty() ? null : part(batch, left.remove());
        };

        assertThatThrownBy(
                        () -> batch.apply(EVENTS, first, 0, more, new Batch.Known(new RowCache(() -> 0), new Parked())))
                .isInstanceOf(Batch.Overtaken.class);

        long position = database.transaction(sql -> Positions.read(sql, EVENTS));
        assertThat(position).isZero();
        assertThat(transactions()).isZero();
    }

    private static Batch.Part part(Batch batch, ConsumerRecord<byte[], byte[]> record) {
        return new Batch.Part(batch.read(EVENTS, List.of(record)), record.offset() + 1);
    }

    private void migrate() {
        database.transaction(
                sql -> sql.execute("UPDATE flyway_schema_history SET installed_rank = installed_rank + 1 WHERE"
                        + " installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)"));
    }
}
