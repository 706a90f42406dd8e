package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;
import org.junit.jupiter.api.Test;

/** Our own revisions: what they say of themselves, and that they go up and down all at once; one by one they do in {@link VerificationTest}. */
class LineageTest {
    private static final Downgrade DOWN = new Downgrade(false, false, true, true, false);

    private final Graph graph = PackagedRevisions.load();

    @Test
    void it_has_one_head_and_says_of_each_revision_why() {
        assertThat(graph.heads()).hasSize(1);
        assertThat(graph.revisions())
                .allSatisfy(one -> assertThat(one.header().description())
                        .as(one.toString())
                        .isNotBlank());
    }

    @Test
    void each_says_what_its_way_back_loses() {
        Pattern loses = Pattern.compile("DROP (TABLE|COLUMN)", Pattern.CASE_INSENSITIVE);
        assertThat(graph.revisions())
                .filteredOn(one ->
                        loses.matcher(one.wayBack().map(Script::sql).orElse("")).find())
                .filteredOn(one -> one.header().data() == null)
                .extracting(Revision::name)
                // It copies what it drops.
                .containsExactly("partition audit logs by month");
        assertThat(graph.revisions())
                .filteredOn(one -> one.header().authoritative())
                .extracting(Revision::name)
                .containsExactly("create command results", "create projection dead letters");
    }

    @Test
    void branches_that_are_merged_may_be_applied_in_either_order() throws Exception {
        List<Revision> merges =
                graph.revisions().stream().filter(Revision::isMerge).toList();
        assertThat(merges).isNotEmpty();
        for (Revision merge : merges) {
            List<List<String>> outcomes = new ArrayList<>();
            for (String first : merge.revises()) {
                try (Schema schema = new Schema()) {
                    Migrator migrator = schema.migrator(graph);
                    assertThat(Schema.ids(migrator.upgrade(first, Upgrade.USUAL)))
                            .endsWith(first)
                            .doesNotContainAnyElementsOf(merge.revises().stream()
                                    .filter(one -> !one.equals(first))
                                    .toList());
                    assertThat(migrator.upgrade(merge.id(), Upgrade.USUAL))
                            .containsAll(List.of(merge))
                            .hasSizeGreaterThan(1);
                    assertThat(migrator.graph().heads(migrator.standing().applied()))
                            .containsExactly(merge);
                    outcomes.add(catalogue(schema));
                }
            }
            assertThat(outcomes.stream().distinct()).as("after %s", merge).hasSize(1);
        }
    }

    @Test
    void all_of_it_goes_up_and_down_and_up_in_one_transaction_each() throws Exception {
        try (Schema schema = new Schema()) {
            Migrator migrator = schema.migrator(graph);
            migrator.upgrade("head", Upgrade.USUAL);
            List<String> head = catalogue(schema);

            assertThat(migrator.downgrade("base", DOWN)).hasSameSizeAs(graph.revisions());
            assertThat(schema.tables()).isEmpty();
            migrator.upgrade("head", Upgrade.USUAL);

            assertThat(catalogue(schema)).isEqualTo(head);
        }
    }

    /** Every object of a schema with all that the server says of it. */
    private static List<String> catalogue(Schema schema) {
        return Scratch.catalogue(schema.database).items().stream()
                .map(item -> item.key() + " " + item.attributes())
                .toList();
    }
}
