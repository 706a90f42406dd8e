package org.buyledger.migrations.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pairs of schemas of every kind of difference: the moves lead from each to the other, and back again. */
class MovesTest {
    /** As many as a build has time for, always the same; {@code -Dpairs=N} takes so many new ones. */
    private static final int USUAL = 12;

    @TestFactory
    Stream<DynamicTest> each_pair_is_led_there_and_back() throws IOException {
        return Pair.all().stream()
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .map(pair -> DynamicTest.dynamicTest(
                        pair.name(), () -> assertThat(RoundTrip.of(pair)).isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> so_is_each_that_is_drawn() {
        Integer asked = Integer.getInteger("pairs");
        LongStream seeds = asked == null
                ? LongStream.rangeClosed(1, USUAL)
                : LongStream.range(System.nanoTime(), Long.MAX_VALUE).limit(asked);
        return seeds.mapToObj(DrawnSchema::pair)
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .map(pair -> DynamicTest.dynamicTest(pair.name(), () -> RoundTrip.of(pair)));
    }
}
