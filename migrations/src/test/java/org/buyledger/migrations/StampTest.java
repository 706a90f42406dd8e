package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampTest {
    @TempDir
    Path folder;

    private final Schema schema = new Schema();

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void a_stamp_moves_what_is_recorded_up_and_down_and_runs_nothing() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        Migrator migrator = schema.migrator(lineage.graph());

        migrator.stamp(List.of("b"), false);
        assertThat(Schema.ids(List.copyOf(migrator.standing().applied()))).containsExactly("a", "b");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Pending");
        migrator.stamp(List.of("a"), false);
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Pending", "c Pending");
        migrator.stamp(List.of("head"), false);
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Success", "c Success");
        migrator.stamp(List.of("base"), false);

        assertThat(migrator.standing().applied()).isEmpty();
        assertThat(schema.tables()).isEmpty();
        assertThat(schema.trail())
                .containsExactly(
                        "a stamped done",
                        "b stamped done",
                        "b unstamped done",
                        "b stamped done",
                        "c stamped done",
                        "c unstamped done",
                        "b unstamped done",
                        "a unstamped done");
    }

    @Test
    void a_revision_that_no_file_has_is_forgotten_by_a_stamp() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        schema.migrator(lineage.graph()).upgrade("head", Upgrade.USUAL);
        Files.delete(lineage.up(3, "c"));
        Files.delete(lineage.down(3, "c"));
        Migrator migrator = schema.migrator(lineage.graph());

        migrator.stamp(List.of("head"), false);

        assertThat(migrator.standing().unknown()).isEmpty();
        assertThat(Schema.ids(List.copyOf(migrator.standing().applied()))).containsExactly("a", "b");
        assertThat(schema.trail()).endsWith("unknown unstamped done");
    }

    @Test
    void purging_forgets_all_and_begins_anew() throws Exception {
        Lineage lineage = Lineage.abc(folder);
        Migrator migrator = schema.migrator(lineage.graph());
        migrator.upgrade("head", Upgrade.USUAL);

        migrator.stamp(List.of("a"), true);

        assertThat(Schema.ids(List.copyOf(migrator.standing().applied()))).containsExactly("a");
        assertThat(schema.plainFlyway(lineage)).containsExactly("a Success", "b Pending", "c Pending");
    }

    @Test
    void a_stamp_at_what_does_not_exist_changes_nothing() throws Exception {
        Migrator migrator = schema.migrator(Lineage.abc(folder).graph());
        migrator.stamp(List.of("b"), false);

        assertThatThrownBy(() -> migrator.stamp(List.of("nowhere"), true))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("No revision is called 'nowhere'");

        assertThat(Schema.ids(List.copyOf(migrator.standing().applied()))).containsExactly("a", "b");
    }

    @Test
    void the_tables_that_record_revisions_are_made_once_and_only_ever_added_to() throws Exception {
        Migrator migrator = schema.migrator(Lineage.abc(folder).graph());
        assertThat(migrator.standing().isRecorded()).isFalse();

        migrator.ensureVersion();
        migrator.ensureVersion();

        assertThat(migrator.standing().isRecorded()).isTrue();
        assertThat(schema.tables()).isEmpty();
        migrator.upgrade("head", Upgrade.USUAL);
        for (String forbidden : List.of(
                "UPDATE migrations_audit SET who = ''", "DELETE FROM migrations_audit", "TRUNCATE migrations_audit")) {
            assertThatThrownBy(() -> schema.execute(forbidden)).hasMessageContaining("only ever added to");
        }
    }
}
