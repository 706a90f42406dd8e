package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.Verification.Proof;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proof of revisions finds, and that our own are proved with rows in the tables. */
class VerificationTest {
    private static final Path SOURCES = Path.of("src", "main", "resources", "db");

    @TempDir
    Path folder;

    private static Proof proof(Graph graph) throws Exception {
        return new Verification(Postgres.scratch(), graph, Map.of()).of(graph.revisions());
    }

    private Lineage orders() throws Exception {
        return new Lineage(folder)
                .add(
                        "a",
                        "revises:   data: projected   rebuild: orders",
                        "CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL CHECK (state IN ('new', 'paid')), note text);",
                        "DROP TABLE orders;");
    }

    @Test
    void our_own_revisions_lead_there_and_back_with_rows_in_every_table() throws Exception {
        Graph graph = PackagedRevisions.load();

        Proof proof = new Verification(Postgres.scratch(), graph, Verification.values(SOURCES)).of(graph.revisions());

        assertThat(proof.faults()).isEmpty();
        assertThat(proof.empty()).isEmpty();
        assertThat(proof.oneWay())
                .containsExactlyElementsOf(graph.revisions().stream()
                        .filter(one -> one.oneWay().isPresent())
                        .toList());
        assertThat(proof.proved())
                .hasSize(graph.revisions().size() - proof.oneWay().size());
    }

    @Test
    void a_way_back_that_leaves_something_is_found() throws Exception {
        Lineage lineage = orders().add(
                        "b",
                        "revises: a",
                        "ALTER TABLE orders ADD COLUMN paid boolean NOT NULL DEFAULT false; CREATE INDEX orders_paid ON orders (paid);",
                        "DROP INDEX orders_paid;");

        Proof proof = proof(lineage.graph());

        assertThat(proof.faults())
                .contains("b (make b): down, compared with before: column orders.paid: absent, there")
                .anyMatch(fault -> fault.startsWith("b (make b): the way up again fails: "));
        assertThat(Schema.ids(proof.proved())).containsExactly("a");
    }

    @Test
    void a_way_up_that_rows_refuse_is_found() throws Exception {
        Lineage lineage = orders().add(
                        "b",
                        "revises: a",
                        "ALTER TABLE orders ADD COLUMN total numeric NOT NULL;",
                        "ALTER TABLE orders DROP COLUMN total;");

        assertThat(proof(lineage.graph()).faults())
                .singleElement()
                .asString()
                .startsWith("b (make b): the way up, with rows in the tables fails: ")
                .contains("contains null values");
    }

    @Test
    void rows_that_a_way_back_changes_are_found() throws Exception {
        Lineage lineage = orders().add(
                        "b",
                        "revises: a",
                        "UPDATE orders SET state = 'paid'; UPDATE orders SET note = 'paid long ago';",
                        "UPDATE orders SET note = NULL;");

        assertThat(proof(lineage.graph()).faults())
                .containsExactly(
                        "b (make b): down, compared with before: orders has other rows. Mend its ways, or say in its head which tables are filled again (rebuild: orders).");
    }

    @Test
    void what_a_way_back_loses_has_to_be_said() throws Exception {
        Lineage lineage = orders().add(
                        "b",
                        "revises: a",
                        "CREATE TABLE kinds AS SELECT DISTINCT id, state FROM orders; UPDATE kinds SET state = random()::text;",
                        "DROP TABLE kinds;");

        assertThat(proof(lineage.graph()).faults())
                .singleElement()
                .asString()
                .contains("of kinds that it makes are lost by its way back. Say so in its head: data: projected");
    }

    @Test
    void only_those_that_are_asked_for_are_proved() throws Exception {
        Graph graph = Lineage.abc(folder).graph();
        Revision b = graph.find("b");

        Proof proof = new Verification(Postgres.scratch(), graph, Map.of()).of(List.of(b));

        assertThat(proof.proved()).containsExactly(b);
        assertThat(proof.faults()).isEmpty();
    }
}
