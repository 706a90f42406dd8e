package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
import org.buyledger.migrations.PackagedRevisions;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    private static final String TEXT = "-- Über uns.\nCREATE TABLE a (x int);\n\nSELECT 1;\n";

    @Test
    void the_packaged_revisions_are_one_line() {
        Graph graph = PackagedRevisions.load();

        assertThat(graph.revisions()).isNotEmpty();
        assertThat(graph.heads()).hasSize(1);
        assertThat(graph.bases()).hasSize(1);
        assertThat(graph.withAncestors(graph.heads())).isEqualTo(graph.revisions());
    }

    @Test
    void the_checksum_of_each_packaged_revision_is_the_one_that_flyway_keeps() {
        assertThat(PackagedRevisions.load().revisions())
                .allSatisfy(one -> assertThat(one.up().checksum())
                        .isEqualTo(flyway(one.up().text())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\r", "a\r\n\r\nb", TEXT, "\uFEFF" + TEXT})
    void the_checksum_is_the_one_that_flyway_keeps(String text) {
        assertThat(script(text).checksum()).isEqualTo(flyway(text));
    }

    @Test
    void line_ends_and_byte_order_marks_change_neither_checksum() {
        for (String text : new String[] {TEXT.replace("\n", "\r\n"), TEXT.strip(), "\uFEFF" + TEXT}) {
            assertThat(script(text).checksum()).isEqualTo(script(TEXT).checksum());
            assertThat(script(text).sha256()).isEqualTo(script(TEXT).sha256());
        }
    }

    @Test
    void a_moved_line_end_changes_the_sha256_though_not_the_checksum() {
        assertThat(script("ab\nc").checksum()).isEqualTo(script("a\nbc").checksum());
        assertThat(script("ab\nc").sha256()).isNotEqualTo(script("a\nbc").sha256());
    }

    @Test
    void the_sha256_is_that_of_the_file_on_a_unix() {
        assertThat(script("SELECT 1;\n").sha256())
                .isEqualTo("b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd");
    }

    @Test
    void comments_are_no_statements() {
        assertThat(script("-- a\n/* b\n c */ -- d").isEmpty()).isTrue();
        assertThat(script("").isEmpty()).isTrue();
        assertThat(script("-- a\nSELECT 1;").isEmpty()).isFalse();
    }

    private static Script script(String text) {
        return new Script("V20260101000000__a.sql", text, true);
    }

    private static int flyway(String text) {
        return ChecksumCalculator.calculate(new LoadableResource() {
            @Override
            public Reader read() {
                return new StringReader(text);
            }

            @Override
            public String getAbsolutePath() {
                return "V20260101000000__a.sql";
            }

            @Override
            public String getAbsolutePathOnDisk() {
                return "V20260101000000__a.sql";
            }

            @Override
            public String getFilename() {
                return "V20260101000000__a.sql";
            }

            @Override
            public String getRelativePath() {
                return "V20260101000000__a.sql";
            }
        });
    }
}
