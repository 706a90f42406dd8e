package org.buyledger.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.buyledger.query.feed.EventLog.Page;
import org.buyledger.query.feed.EventLog.Place;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Instant T0 = Instant.parse("2026-11-01T10:00:00Z");
    private static final long MANY_BYTES = 1_000_000;

    private static FeedEvent event(long sequence) {
        Rendered rendered = new Rendered(new byte[800], 0);
        return new FeedEvent(sequence, T0, "t", "media_buy", "mb", null, rendered, rendered);
    }

    private static Page page(long end, long... sequences) {
        return new Page(Arrays.stream(sequences).mapToObj(RecentTest::event).toList(), new Place(end, T0));
    }

    private static List<Long> after(Recent recent, long position) {
        return recent.after(position).stream().map(FeedEvent::sequence).toList();
    }

    @Test
    void it_has_what_comes_after_each_position_from_its_begin_on() {
        Recent recent = new Recent(List.of(), new Place(7, T0)).with(page(9, 8, 9), 10, MANY_BYTES);

        assertThat(recent.begin()).isEqualTo(7);
        assertThat(after(recent, 7)).containsExactly(8L, 9L);
        assertThat(after(recent, 8)).containsExactly(9L);
        assertThat(after(recent, 9)).isEmpty();
        assertThat(after(recent, 4711)).isEmpty();
    }

    @Test
    void the_oldest_go_when_they_are_too_many_or_too_large_and_the_newest_stays() {
        Recent recent = new Recent(List.of(), new Place(0, T0)).with(page(4, 1, 2, 3, 4), 3, MANY_BYTES);
        assertThat(after(recent, recent.begin())).containsExactly(2L, 3L, 4L);

        Recent small = recent.with(page(5, 5), 3, 10);
        assertThat(after(small, small.begin())).containsExactly(5L);
        assertThat(small.position()).isEqualTo(5);
    }

    @Test
    void an_event_that_is_missing_or_comes_twice_is_not_passed_over() {
        Recent recent = new Recent(List.of(), new Place(7, T0));

        for (Page wrong : List.of(page(9, 9), page(9, 8), page(7, 7), page(8))) {
            assertThatThrownBy(() -> recent.with(wrong, 10, MANY_BYTES)).isInstanceOf(IllegalStateException.class);
        }
    }
}
