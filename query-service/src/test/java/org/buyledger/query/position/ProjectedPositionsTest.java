package org.buyledger.query.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Database;
import org.buyledger.query.TestDatabase;
import org.junit.jupiter.api.Test;

class ProjectedPositionsTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestDatabase test = TestDatabase.create();

    @Test
    void a_notification_wakes_who_waits_without_any_other_look() {
        try (Database database = test.open();
                ProjectedPositions positions = new ProjectedPositions(database, NEVER)) {
            CompletableFuture<Duration> first = waiting(positions, "acme", 1);
            CompletableFuture<Duration> second = waiting(positions, "acme", 2);
            CompletableFuture<Duration> other = waiting(positions, "zeta", 1);
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !first.isDone());

            project(database, "acme", 1);
            assertThat(first.join()).isLessThan(LONG);
            assertThat(second).isNotDone();

            project(database, "acme", 2);
            assertThat(second.join()).isLessThan(LONG);
            assertThat(other).isNotDone();
        }
    }

    @Test
    void what_was_reached_before_the_wait_needs_no_notification() throws InterruptedException {
        try (Database database = test.open();
                ProjectedPositions positions = new ProjectedPositions(database, NEVER)) {
            project(database, "late", 5);

            assertThat(waiting(positions, "late", 5).join()).isLessThan(LONG);
            assertThat(positions.await("late", 6, Duration.ofMillis(50))).isTrue();
        }
    }

    @Test
    void closing_ends_all_waiting() throws InterruptedException {
        try (Database database = test.open()) {
            ProjectedPositions positions = new ProjectedPositions(database, NEVER);
            CompletableFuture<Duration> waiting = waiting(positions, "acme", 100);
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !waiting.isDone());

            positions.close();

            assertThat(waiting.join()).isLessThan(LONG);
            assertThat(positions.await("acme", 100, LONG)).isFalse();
        }
    }

    @Test
    void who_watches_a_tenant_is_told_of_each_move_one_at_a_time_and_again_when_it_failed() {
        try (Database database = test.open();
                ProjectedPositions positions = new ProjectedPositions(database, Duration.ofMillis(100))) {
            project(database, "watched", 3);
            List<Long> told = new CopyOnWriteArrayList<>();
            AtomicInteger failures = new AtomicInteger(1);
            AtomicInteger atOnce = new AtomicInteger();
            ProjectedPositions.Watch watch = positions.watch("watched", 3, position -> {
                assertThat(atOnce.getAndIncrement()).isZero();
                told.add(position);
                boolean fails = failures.getAndDecrement() > 0;
                atOnce.decrementAndGet();
                if (fails) {
                    throw new IllegalStateException("not now");
                }
                return position;
            });

            project(database, "watched", 4);
            Awaitility.await().until(() -> told.size() == 2);
            project(database, "watched", 5);
            Awaitility.await().until(() -> told.size() == 3);
            assertThat(told).containsExactly(4L, 4L, 5L);

            watch.close();
            project(database, "watched", 6);
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> told.size() == 3);
        }
    }

    /** How long the wait took. */
    private static CompletableFuture<Duration> waiting(ProjectedPositions positions, String tenant, long position) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long began = System.nanoTime();
                    try {
                        positions.await(tenant, position, LONG);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Duration.ofNanos(System.nanoTime() - began);
                },
                Thread::startVirtualThread);
    }

    private static void project(Database database, String tenant, long sequence) {
        database.transaction(db -> {
            db.execute("""
                    INSERT INTO tenant_positions VALUES (?, ?)
                    ON CONFLICT (tenant_id) DO UPDATE SET sequence = excluded.sequence""", tenant, sequence);
            return db.execute("NOTIFY " + ProjectedPositions.CHANNEL);
        });
    }
}
