package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final Exposition exposition = new Exposition();

    @Test
    void a_family_of_two_services_is_described_once_and_its_samples_stand_together() {
        exposition.add("""
                # HELP threads How many.
                # TYPE threads gauge
                threads{service="a"} 1.0
                # HELP started When.
                # TYPE started gauge
                started{service="a"} 2.0
                """);
        exposition.add("""
                # HELP threads How many.
                # TYPE threads gauge
                threads{service="b"} 3.0
                """);

        assertThat(exposition).hasToString("""
                # HELP threads How many.
                # TYPE threads gauge
                threads{service="a"} 1.0
                threads{service="b"} 3.0
                # HELP started When.
                # TYPE started gauge
                started{service="a"} 2.0
                """);
    }

    @Test
    void the_samples_of_a_histogram_stay_with_it() {
        String histogram = """
                # HELP wait_seconds How long.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{service="a",le="+Inf"} 1
                wait_seconds_count{service="a"} 1
                wait_seconds_sum{service="a"} 0.5
                """;
        exposition.add(histogram);
        exposition.add("");

        assertThat(exposition).hasToString(histogram);
    }

    @Test
    void a_family_without_a_description_is_not_taken_for_the_one_before() {
        exposition.add("""
                # TYPE a gauge
                a{service="x"} 1
                ab{service="x"} 2
                """);
        exposition.add("""
                # TYPE a gauge
                a{service="y"} 3
                ab{service="y"} 4
                # EOF
                """);

        assertThat(exposition).hasToString("""
                # TYPE a gauge
                a{service="x"} 1
                a{service="y"} 3
                ab{service="x"} 2
                ab{service="y"} 4
                """);
    }
}
