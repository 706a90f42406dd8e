package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How lint is asked, and how it says what it found. */
class LintVerbTest {
    @TempDir
    Path temporary;

    private Workshop shop;

    @BeforeEach
    void a_table_that_loses_a_column() {
        shop = new Workshop(temporary)
                .table("a", "")
                .revision("b", "revises: a", "ALTER TABLE a ADD COLUMN y bigint;", "ALTER TABLE a DROP COLUMN y;")
                .revision(
                        "c", "revises: b", "-- Why.\nALTER TABLE a DROP COLUMN x;", "ALTER TABLE a ADD COLUMN x int;");
    }

    private Said lint(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "lint";
        all[1] = "--scratch-url";
        all[2] = Workshop.url();
        System.arraycopy(words, 0, all, 3, words.length);
        return shop.migrate(all);
    }

    @Test
    void a_finding_is_told_with_its_place_and_the_safe_form() {
        Said said = lint();

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "V20260101000002__make_c.sql:3: drop-column",
                        "    a.x: who still reads or writes the column fails, and its values are gone",
                        "    instead: first the services that do not use it; drop it in a later release");
        assertThat(said.err()).contains("1 finding(s) in 3 revisions").contains("lint-ignore");
    }

    @Test
    void in_json_it_has_a_field_for_each() {
        Said said = lint("-o", "json", "c");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.ids("revisions")).containsExactly("c");
        assertThat(said.json().path("findings").path(0).path("rule").asString()).isEqualTo("drop-column");
        assertThat(said.json().path("findings").path(0).path("line").asInt()).isEqualTo(3);
    }

    @Test
    void files_and_revisions_can_be_named() {
        assertThat(lint("some/where/V20260101000001__make_b.sql").lines())
                .containsExactly("1 revisions, nothing found");
        assertThat(lint("a", "undo/U20260101000001__make_b.sql").lines()).containsExactly("2 revisions, nothing found");
        assertThat(lint("V20260101000009__make_z.sql"))
                .satisfies(said -> assertThat(said.exitCode()).isEqualTo(2))
                .satisfies(said -> assertThat(said.err()).contains("V20260101000009__make_z.sql is no file"));
    }
}
