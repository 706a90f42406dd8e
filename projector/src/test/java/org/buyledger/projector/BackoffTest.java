package org.buyledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(2));

    private Stream<Long> after(long... workedMillis) {
        return Arrays.stream(workedMillis)
                .mapToObj(worked -> backoff.after(Duration.ofMillis(worked)).toMillis());
    }

    @Test
    void each_failure_is_followed_by_a_longer_wait_up_to_a_bound() {
        assertThat(after(0, 10, 0, 0)).containsExactly(500L, 1000L, 2000L, 2000L);
    }

    @Test
    void a_failure_after_long_work_is_the_first_again() {
        assertThat(after(0, 0, 0, 2000, 0)).containsExactly(500L, 1000L, 2000L, 500L, 1000L);
    }
}
