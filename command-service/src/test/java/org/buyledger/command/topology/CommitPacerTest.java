package org.buyledger.command.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private final CommitPacer pacer = new CommitPacer();

    @Test
    void a_fresh_record_is_committed_at_once() {
        assertThat(pacer.isDueAfter(990, 1_000)).isTrue();
        assertThat(pacer.isDue(1_100)).as("nothing waits any more").isFalse();
    }

    @Test
    void old_records_share_the_commit_that_comes_by_itself() {
        assertThat(pacer.isDueAfter(1_000, 1_030)).isFalse();
        assertThat(pacer.isDue(1_100)).isFalse();
    }

    @Test
    void a_fresh_record_too_soon_after_a_commit_waits_for_the_next_and_no_longer() {
        assertThat(pacer.isDueAfter(1_000, 1_000)).isTrue();
        assertThat(pacer.isDueAfter(1_001, 1_003)).isFalse();
        assertThat(pacer.isDue(1_004)).isFalse();
        assertThat(pacer.isDue(1_005)).isTrue();
    }

    @Test
    void an_old_record_does_not_take_a_fresh_ones_commit_away() {
        assertThat(pacer.isDueAfter(1_000, 1_000)).isTrue();
        assertThat(pacer.isDueAfter(1_001, 1_002)).isFalse();
        assertThat(pacer.isDueAfter(900, 1_006)).isTrue();
    }
}
