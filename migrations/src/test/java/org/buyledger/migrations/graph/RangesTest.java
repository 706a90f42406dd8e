package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.graph;
import static org.buyledger.migrations.graph.Drawn.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
    private final Drawn line = graph("""
            a:
            b: a
            c: b
            d: c
            e: d
            """);

    RangesTest() throws Refused {}

    @Test
    void without_a_range_all_are_shown_newest_first() throws Refused {
        assertThat(line.history(null)).isEqualTo("e d c b a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b:d       | d c b
            c:c       | c
            c:        | e d c
            :c        | c b a
            :         | e d c b a
            base:     | e d c b a
            base:b    | b a
            b:head    | e d c b
            b:heads   | e d c b
            a+1:e-1   | d c b
            """)
    void a_range_has_both_its_ends(String range, String shown) throws Refused {
        assertThat(line.history(range)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -2:       | e d
            -1:       | e
            -5:       | e d c b a
            -2:c      | c b
            -2:head   | e d
            """)
    void minus_n_shows_exactly_the_newest_n_up_to_the_end(String range, String shown) throws Refused {
        assertThat(line.history(range)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            :+2       | b a
            base:+2   | b a
            a:+2      | c b a
            d:+1      | e d
            """)
    void plus_n_shows_the_oldest_n_and_what_they_stand_on_if_it_is_named(String range, String shown) throws Refused {
        assertThat(line.history(range)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -5:c                    | c b a
            -100:                   | e d c b a
            :+100                   | e d c b a
            d:+100                  | e d
            -99999999999999999999:  | e d c b a
            :+99999999999999999999  | e d c b a
            a:+2147483647           | e d c b a
            """)
    void more_than_there_are_means_all(String range, String shown) throws Refused {
        assertThat(line.history(range)).isEqualTo(shown);
    }

    @Test
    void current_is_where_the_schema_stands() throws Refused {
        assertThat(line.at("c").history("b:current")).isEqualTo("c b");
        assertThat(line.at("c").history("current:")).isEqualTo("e d c");
        assertThat(line.at("c").history("-2:current")).isEqualTo("c b");
        assertThat(line.at("c").history("current:+1")).isEqualTo("d c");
        assertThat(line.at("c").history("current:current")).isEqualTo("c");
    }

    @Test
    void from_current_at_base_all_are_shown() throws Refused {
        assertThat(line.history("current:")).isEqualTo("e d c b a");
        assertThat(line.history("current:+2")).isEqualTo("b a");
    }

    @Test
    void up_to_current_at_base_none_is_shown() throws Refused {
        assertThat(line.history(":current")).isEmpty();
        assertThat(line.history("-2:current")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "", "-10", "a:b:c"})
    void a_range_has_one_colon(String range) {
        assertThat(refusal(() -> line.history(range))).contains("'" + range + "' is no range", "one colon");
    }

    @Test
    void an_unknown_end_is_refused() {
        assertThat(refusal(() -> line.history("zzz:"))).contains("No revision is called 'zzz'");
        assertThat(refusal(() -> line.history(":zzz"))).contains("No revision is called 'zzz'");
    }

    @Test
    void across_branches_what_lies_between_is_shown() throws Refused {
        Drawn diamond = graph("""
                a:
                b1: a  label left
                b2: a  label right
                c1: b1
                m: c1, b2
                x: m
                """);

        assertThat(diamond.history("b1:m")).isEqualTo("m c1 b1");
        assertThat(diamond.history("a:m")).isEqualTo("m c1 b2 b1 a");
        assertThat(diamond.history(":c1")).isEqualTo("c1 b1 a");
        assertThat(refusal(() -> diamond.history("b1:b2")))
                .contains("'b1:b2' is empty", "b1 (change b1) is not below b2");
        assertThat(diamond.history("-3:m")).isEqualTo("m c1 b2");
        assertThat(diamond.at("c1 b2").history("current:")).isEqualTo("x m c1 b2");
        assertThat(diamond.history("b2:left@head")).isEqualTo("x m b2");
    }
}
