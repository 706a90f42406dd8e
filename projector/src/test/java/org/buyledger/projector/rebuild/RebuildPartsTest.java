package org.buyledger.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.projector.rebuild.Snapshots.Holder;
import org.buyledger.projector.runner.RowCodec;
import org.junit.jupiter.api.Test;

/** What of a rebuild is decided without a database and a topic. */
class RebuildPartsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void a_throttle_lets_so_many_pass_in_a_second_and_saves_nothing_up() {
        Throttle throttle = new Throttle(100);
        long now = System.nanoTime() + 10 * SECOND;

        assertThat(throttle.reserve(50, now)).isZero();
        assertThat(throttle.reserve(50, now)).isEqualTo(SECOND / 2);
        assertThat(throttle.reserve(1, now + 20 * SECOND)).isZero();
    }

    @Test
    void partitions_are_parted_so_that_each_worker_has_about_as_much() {
        assertThat(Fill.shares(Map.of(0, 10L, 1, 90L, 2, 50L, 3, 45L), 2))
                .containsExactlyInAnyOrder(Map.of(1, 90L, 0, 10L), Map.of(2, 50L, 3, 45L));
        assertThat(Fill.shares(Map.of(0, 10L), 8)).containsExactly(Map.of(0, 10L));
    }

    @Test
    void who_waits_for_the_switch_does_not_hold_it_up_nor_who_waits_for_such_a_one() {
        Holder reader = new Holder(1, "then");
        Holder projector = new Holder(2, "then");
        Holder zombie = new Holder(3, "then");

        assertThat(Snapshots.notWaitingFor(9, Map.of(reader, List.of(), projector, List.of(9), zombie, List.of(2))))
                .isEqualTo(Set.of(reader));
    }

    @Test
    void a_row_that_the_server_lost_or_has_otherwise_is_found() throws Exception {
        Tally tally = new Tally(MEDIA_BUYS);
        RowCodec<MediaBuysRecord> codec = new RowCodec<>(MEDIA_BUYS);
        tally.add(List.of(
                codec.encode(new MediaBuysRecord().setTenantId("acme")),
                codec.encode(new MediaBuysRecord().setTenantId("other"))));
        Tally.Sum folded = tally.folded();

        Comparison.check(tally, folded);
        assertThatThrownBy(() -> Comparison.check(tally, new Tally.Sum(1, folded.crcs())))
                .isInstanceOf(RebuildFailed.class)
                .hasMessageContaining("Table media_buys has 1 rows");
        assertThatThrownBy(() -> Comparison.check(tally, new Tally.Sum(2, folded.crcs() + 1)))
                .isInstanceOf(RebuildFailed.class);
    }

    @Test
    void the_time_left_is_told_while_events_are_folded() {
        assertThat(new RunProgress.Snapshot(Phase.FILLING, 40, 100, 0, 0, 20).secondsLeft())
                .isEqualTo(OptionalLong.of(3));
        assertThat(new RunProgress.Snapshot(Phase.FILLING, 40, 100, 0, 0, 0).secondsLeft())
                .isEmpty();
        assertThat(new RunProgress.Snapshot(Phase.INDEXING, 40, 100, 0, 0, 20).secondsLeft())
                .isEmpty();
    }
}
