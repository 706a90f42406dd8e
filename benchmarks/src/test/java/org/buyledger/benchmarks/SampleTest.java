package org.buyledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void a_percentile_is_a_value_that_was_measured() {
        Sample sample = new Sample(40, 10, 30, 20);

        assertThat(sample.min()).isEqualTo(10);
        assertThat(sample.median()).isEqualTo(20);
        assertThat(sample.percentile(75)).isEqualTo(30);
        assertThat(sample.percentile(76)).isEqualTo(40);
        assertThat(sample.percentile(99)).isEqualTo(40);
        assertThat(sample.max()).isEqualTo(40);
    }

    @Test
    void the_first_of_a_hundred_is_the_first_percentile() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }

        assertThat(new Sample(values).percentile(1)).isEqualTo(1);
        assertThat(new Sample(values).percentile(99)).isEqualTo(99);
    }
}
