package org.buyledger.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.buyledger.events.Role;
import org.buyledger.query.auth.Caller;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Caller NOVA = new Caller("acme", "nova", Role.BUYER);
    private static final Caller ORION = new Caller("acme", "orion", Role.BUYER);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
    private final RateLimits limits = new RateLimits(5, Duration.ofSeconds(10), clock::get);

    @Test
    void a_full_bucket_has_the_quota() {
        for (int left = 4; left >= 0; left--) {
            RateLimits.Taken taken = limits.take(NOVA);
            assertThat(taken.isAllowed()).isTrue();
            assertThat(taken.remaining()).isEqualTo(left);
            assertThat(taken.full()).isEqualTo(2L * (5 - left));
        }
        assertThat(limits.take(NOVA)).isEqualTo(new RateLimits.Taken(false, 0, 10, 2));
    }

    @Test
    void it_fills_evenly_and_never_beyond() {
        for (int i = 0; i < 5; i++) {
            limits.take(NOVA);
        }
        clock.addAndGet(Duration.ofMillis(1999).toNanos());
        assertThat(limits.take(NOVA).isAllowed()).isFalse();
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(limits.take(NOVA).isAllowed()).isTrue();
        assertThat(limits.take(NOVA).isAllowed()).isFalse();

        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(limits.take(NOVA).remaining()).isEqualTo(4);
    }

    @Test
    void each_caller_has_its_own() {
        for (int i = 0; i < 6; i++) {
            limits.take(NOVA);
        }
        assertThat(limits.take(NOVA).isAllowed()).isFalse();
        assertThat(limits.take(ORION).isAllowed()).isTrue();
    }

    @Test
    void buckets_that_are_full_do_not_stay() {
        for (int i = 0; i < 5; i++) {
            limits.take(NOVA);
        }
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 10_010; i++) {
            limits.take(new Caller("acme", "p" + i, Role.BUYER));
        }
        assertThat(limits.take(NOVA).isAllowed())
                .as("its bucket is not full yet")
                .isFalse();
        clock.addAndGet(Duration.ofSeconds(20).toNanos());
        limits.take(ORION);
        assertThat(limits.buckets()).isLessThan(10);
    }

    @Test
    void who_finds_no_place_at_the_database_hears_so_at_once() {
        Admission admission = new Admission(limits, 2, new SimpleMeterRegistry());
        admission.enter();
        admission.enter();
        assertThatThrownBy(admission::enter).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
        admission.leave();
        admission.enter();
    }
}
