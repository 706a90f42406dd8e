package org.buyledger.benchmarks.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.buyledger.benchmarks.handler.HandlerRun.Cost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandlerRunTest {
    @ParameterizedTest
    @EnumSource
    void every_command_of_a_case_comes_to_its_outcome(Case what) {
        Cost cost = new HandlerRun().measure(what, 3);

        assertThat(cost.bytes()).isPositive();
        assertThat(Cost.parse(cost.toString())).isEqualTo(cost);
    }
}
