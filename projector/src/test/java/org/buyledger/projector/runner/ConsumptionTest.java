package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.buyledger.projector.runner.FakeTopic.FIRST;
import static org.buyledger.projector.runner.FakeTopic.SECOND;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances of the projector on one database, with partitions that come and go, and a database that does. */
class ConsumptionTest {
    private final Database database = TestDatabase.migrated();
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs =
            FakeTopic.both(everything("acme", "apex", "ajax"), everything("umbra", "ursa", "unit"));
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Breakable products = new Breakable();

    private static List<ConsumerRecord<byte[], byte[]>> everything(String... tenants) {
        TestLog log = new TestLog();
        for (String tenant : tenants) {
            Streams.everything(log, tenant);
        }
        return log.records();
    }

    /** A projector's consumption, begun anew when the database fails, as the service does. */
    private final class Instance {
        private final Database connections;
        private final FakeTopic topic;
        private final Progress progress = new Progress(new SimpleMeterRegistry());
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;
        private final AtomicInteger failures = new AtomicInteger();

        Instance(Database connections, int most, Set<TopicPartition> partitions) {
            this.connections = connections;
            topic = new FakeTopic(logs, most);
            topic.share(partitions);
            thread = Thread.ofPlatform().start(this::work);
            instances.add(this);
        }

        private void work() {
            Batch batch = new Batch(connections, products.amongAll(), CommandResults::row);
            try (Consumption consumption = new Consumption(topic, connections, batch, 2, progress)) {
                consumption.run(stopped::get);
            } catch (DataAccessException e) {
                failures.incrementAndGet();
            }
        }

        void stop() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::stop);
        database.close();
    }

    private static Map<TopicPartition, Long> positions(Database database) {
        return database.transaction(sql -> Positions.read(sql, Set.of(FIRST, SECOND)));
    }

    private boolean isApplied() {
        return positions(database).entrySet().stream().allMatch(entry -> entry.getValue() == end(entry.getKey()));
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(logs.get(partition)).getLast().offset() + 1;
    }

    private void awaitEnd() {
        await().until(this::isApplied);
    }

    private static Map<String, List<String>> rows(Database database) {
        Map<String, List<String>> rows = new TreeMap<>();
        Projections.all().forEach(projection -> {
            String table = projection.table().getName();
            rows.put(table, TestDatabase.rows(database, table));
        });
        return rows;
    }

    /** What one batch for each partition gives. */
    private void assertTablesAreAFoldOfTheLogs() {
        try (Database fresh = TestDatabase.migrated()) {
            positions(fresh);
            Batch batch = new Batch(fresh, Projections.all(), CommandResults::row);
            logs.forEach((partition, log) ->
                    batch.apply(partition, log, 0, log.getLast().offset() + 1));
            assertThat(rows(database)).isEqualTo(rows(fresh));
        }
    }

    @Test
    void partitions_are_applied_to_their_end_and_lag_is_what_is_not_applied() {
        Instance instance = new Instance(database, 7, Set.of(FIRST, SECOND));

        awaitEnd();
        assertTablesAreAFoldOfTheLogs();
        assertThat(instance.progress.state()).isEqualTo(Progress.CONSUMING);
        await().until(() -> instance.progress.lag() == 0);
    }

    @Test
    void partitions_that_move_between_two_instances_all_the_time_lose_nothing_and_double_nothing() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Set<TopicPartition>> shares = List.of(Set.of(), Set.of(FIRST), Set.of(SECOND), Set.of(FIRST, SECOND));
        Instance one = new Instance(database, 2, Set.of(FIRST));
        Instance other = new Instance(database, 2, Set.of(SECOND));

        await().until(() -> {
            // Both may have the same ones, as when one of them was taken for dead.
            for (Instance instance : List.of(one, other)) {
                instance.topic.share(shares.get(random.nextInt(shares.size())));
            }
            return positions(database).getOrDefault(FIRST, 0L) > 20 || random.nextInt(50) == 0;
        });
        one.topic.share(Set.of(FIRST));
        other.topic.share(Set.of(SECOND));
        awaitEnd();
        assertTablesAreAFoldOfTheLogs();
        assertThat(one.failures.get() + other.failures.get())
                .as("seed %d", seed)
                .isZero();
    }

    @Test
    void two_instances_that_both_think_a_partition_is_theirs_fence_each_other_row_by_row() {
        new Instance(database, 1, Set.of(FIRST, SECOND));
        new Instance(database, 1, Set.of(FIRST, SECOND));

        awaitEnd();
        assertTablesAreAFoldOfTheLogs();
    }

    @Test
    void a_record_that_cannot_be_applied_stops_its_partition_and_no_other() {
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>(logs.get(FIRST));
        ConsumerRecord<byte[], byte[]> bad = log.get(9);
        log.get(9).headers().remove("ce_type");
        Instance instance = new Instance(database, 100, Set.of(FIRST, SECOND));

        await().until(() -> positions(database).getOrDefault(SECOND, 0L) == end(SECOND));
        await().until(() -> instance.progress.stopped().containsKey(FIRST.toString()));
        assertThat(instance.progress.stopped().get(FIRST.toString()))
                .startsWith("offset %d: ".formatted(bad.offset()))
                .contains("ce_type is missing");
        assertThat(positions(database).get(FIRST)).isEqualTo(log.get(8).offset() + 1);
    }

    /** Begins anew whenever the database fails, as the service does, until all is applied. */
    private void projectBehind(CutConnections cut) throws InterruptedException {
        try (Database behind = TestDatabase.behind(database, cut.port())) {
            while (!isApplied()) {
                Instance instance = new Instance(behind, 5, Set.of(FIRST, SECOND));
                while (instance.thread.isAlive() && !isApplied()) {
                    instance.thread.join(Duration.ofMillis(10));
                }
                instance.stop();
            }
        }
    }

    @Test
    void what_a_commit_came_to_that_nobody_answered_is_looked_up_and_never_tried_blindly() throws Exception {
        try (CutConnections cut = new CutConnections(TestDatabase.port())) {
            cut.everyCommit(4);
            projectBehind(cut);

            assertThat(cut.cuts()).as("commits that nobody answered").isGreaterThan(1);
        }
        assertTablesAreAFoldOfTheLogs();
    }

    @Test
    void connections_that_are_cut_in_the_middle_of_anything_lose_nothing_and_double_nothing() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        System.out.println("cutting connections, seed " + seed);
        try (CutConnections cut = new CutConnections(TestDatabase.port())) {
            // Those that could not even log in would only make the pool wait.
            cut.afterBytes(() -> 3_000 + random.nextInt(250_000));
            projectBehind(cut);

            assertThat(cut.cuts()).as("seed %d", seed).isPositive();
        }
        assertTablesAreAFoldOfTheLogs();
    }

    @Test
    void while_the_database_is_away_nothing_is_applied_and_when_it_is_back_all_is() throws Exception {
        try (CutConnections cut = new CutConnections(TestDatabase.port())) {
            cut.awayAt(6);
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
                await().until(() ->
                        cut.isAway() && instances.stream().anyMatch(instance -> instance.failures.get() > 0));
                cut.away(false);
            });
            projectBehind(cut);
            back.join();
        }
        assertTablesAreAFoldOfTheLogs();
    }

    /** Each cut ends an instance, and the next one knows nothing but what the database has. */
    @Test
    void objects_of_two_partitions_are_parked_in_the_middle_of_crashes_and_whole_once_they_are_tried_again()
            throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        System.out.println("cutting connections, seed " + seed);
        products.breakAt(event -> event.envelope().subject().toString().equals("product/video")
                && event.envelope().revision() > 1);
        try (CutConnections cut = new CutConnections(TestDatabase.port())) {
            cut.afterBytes(() -> 3_000 + random.nextInt(250_000));
            projectBehind(cut);

            assertThat(cut.cuts()).as("seed %d", seed).isPositive();
        }
        DeadLetters letters = new DeadLetters(database, products.amongAll());
        assertThat(letters.list(DeadLetters.Choice.ALL))
                .as("seed %d", seed)
                .extracting(ProjectionDeadLettersRecord::getTenantId, ProjectionDeadLettersRecord::getPartition)
                .containsExactlyInAnyOrder(
                        tuple("acme", 0),
                        tuple("apex", 0),
                        tuple("ajax", 0),
                        tuple("umbra", 1),
                        tuple("ursa", 1),
                        tuple("unit", 1));

        products.mend();

        assertThat(letters.retry(DeadLetters.Choice.ALL).failed())
                .as("seed %d", seed)
                .isEmpty();
        assertTablesAreAFoldOfTheLogs();
    }
}
