package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.CONTEXTS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.buyledger.events.Topics;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.ContextId;
import org.buyledger.migrations.Database;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.junit.jupiter.api.Test;

/** An instance that was taken for dead goes on where it was, while another has gone further. */
class FenceTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Database database = TestDatabase.migrated();
    private final List<ConsumerRecord<byte[], byte[]>> records = conversation();

    private static List<ConsumerRecord<byte[], byte[]>> conversation() {
        TestLog log = Streams.catalogue(new TestLog(), "acme");
        ContextId context = new ContextId("ctx_1");
        log.add("acme", new ContextEvent.Opened(context, Streams.NOVA, null));
        for (int i = 1; i <= 4; i++) {
            log.add("acme", new ContextEvent.MessageAppended(context, Streams.NOVA, "message " + i));
        }
        return log.records();
    }

    private Batch batch(Batch.Fence fence) {
        return new Batch(database, Projections.all(), CommandResults::row, fence);
    }

    /** As it was before there was a fence: the position is written down, wherever it was. */
    private static final Batch.Fence NONE = (sql, partition, from, to) -> {
        sql.update(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, to)
                .where(PROJECTION_POSITIONS.PARTITION.eq(partition.partition()))
                .execute();
        return 0;
    };

    private long position() {
        return database.transaction(sql -> Positions.read(sql, EVENTS));
    }

    private void apply(Batch batch, int from, int until) {
        List<ConsumerRecord<byte[], byte[]>> some = records.subList(from, until);
        long begin = from == 0 ? 0 : records.get(from - 1).offset() + 1;
        batch.apply(EVENTS, some, begin, some.getLast().offset() + 1);
    }

    /** What the context's row has: its revision, and how many messages. */
    private String conversationAsProjected() {
        return database.readOnly(sql -> sql.selectFrom(CONTEXTS)
                .fetchSingle(row ->
                        row.getRevision() + " " + row.getMessages().data().split("message", -1).length));
    }

    /** The zombie had read its batch, and the other instance has applied that and what follows, before it goes on. */
    private void zombieGoesOn(Batch zombie, Batch other) {
        position();
        int begin = records.size() - 4;
        apply(zombie, 0, begin);
        apply(other, begin, records.size());
        apply(zombie, begin, begin + 2);
    }

    @Test
    void without_the_fence_rows_go_back_and_what_was_said_is_there_twice() {
        zombieGoesOn(batch(NONE), batch(NONE));

        assertThat(conversationAsProjected()).isEqualTo("3 7");
        assertThat(position())
                .as("behind what is applied")
                .isLessThan(records.getLast().offset());
    }

    @Test
    void with_it_the_zombie_writes_nothing() {
        assertThatThrownBy(() -> zombieGoesOn(batch(Positions::advance), batch(Positions::advance)))
                .isInstanceOf(Positions.Fenced.class);

        assertThat(conversationAsProjected()).isEqualTo("5 5");
        assertThat(position()).isEqualTo(records.getLast().offset() + 1);
    }

    @Test
    void one_that_is_frozen_inside_its_transaction_holds_nobody_up_for_long() throws Exception {
        position();
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        Batch.Fence freezing = (sql, partition, from, to) -> {
            long generation = Positions.advance(sql, partition, from, to);
            frozen.countDown();
            await(awake);
            return generation;
        };
        CompletableFuture<Void> zombie =
                CompletableFuture.runAsync(() -> apply(batch(freezing), 0, records.size()), Thread::startVirtualThread);
        await(frozen);
        Batch other = batch(Positions::advance);

        // It does not wait for the zombie's lock, and leaves it alone for a time.
        assertThatThrownBy(() -> apply(other, 0, 3)).isInstanceOf(Positions.Fenced.class);
        assertThat(evict(LONG)).isZero();
        assertThatThrownBy(() -> apply(other, 0, 3)).isInstanceOf(Positions.Fenced.class);
        assertThat(evict(Duration.ZERO)).isEqualTo(1);

        Awaitility.await().ignoreException(Positions.Fenced.class).until(() -> {
            apply(other, 0, records.size());
            return true;
        });
        awake.countDown();
        assertThatThrownBy(zombie::join).hasMessageContaining("terminating connection");
        assertThat(conversationAsProjected()).isEqualTo("5 5");
    }

    private int evict(Duration patience) {
        return database.transaction(sql -> Positions.evict(sql, EVENTS, patience));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void other_partitions_and_other_schemas_are_not_held_up() {
        Database other = TestDatabase.migrated();
        database.transaction(sql -> {
            Positions.read(sql, EVENTS);
            Positions.advance(sql, EVENTS, 0, 1);
            other.transaction(there -> {
                Positions.read(there, EVENTS);
                Positions.advance(there, EVENTS, 0, 1);
                return null;
            });
            TopicPartition second = new TopicPartition(Topics.EVENTS, 1);
            database.transaction(beside -> {
                Positions.read(beside, second);
                Positions.advance(beside, second, 0, 1);
                return null;
            });
            return null;
        });
        assertThat(position()).isEqualTo(1);
    }
}
