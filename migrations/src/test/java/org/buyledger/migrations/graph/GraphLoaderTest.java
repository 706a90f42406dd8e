package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.graph.Drawn.ids;
import static org.buyledger.migrations.graph.Drawn.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLoaderTest {
    private static final String V = "migration/V20260101000000__create_a.sql";
    private static final String U = "undo/U20260101000000__create_a.sql";
    private static final String CREATE = "-- revision: a   revises:\nCREATE TABLE a (x int);\n";
    private static final String DROP = "DROP TABLE a;\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    @Test
    void a_folder_of_files_is_a_graph() throws Exception {
        write(V, """
                -- revision: a   revises:   label: left
                -- What is sold.
                -- data: authoritative
                --
                -- Second line.
                CREATE TABLE a (x int);
                -- not the head
                """);
        write(U, "-- rebuild-back: orders, lines\n" + DROP);
        write("migration/V20260102000000__add_b.sql", """
                -- revision: b   revises: a   depends-on: a
                -- rebuild: orders
                -- lint-ignore: no-default the table is small
                ALTER TABLE a ADD b int;
                """);
        write("undo/U20260102000000__add_b.sql", "ALTER TABLE a DROP b;");

        Graph graph = GraphLoader.load(folder);

        Revision a = graph.find("a");
        assertThat(a.version()).isEqualTo("20260101000000");
        assertThat(a.name()).isEqualTo("create a");
        assertThat(a.labels()).containsExactly("left");
        assertThat(a.header().description()).isEqualTo("What is sold.\nSecond line.");
        assertThat(a.header().authoritative()).isTrue();
        assertThat(a.header().rebuildBack()).containsExactly("orders", "lines");
        assertThat(a.wayBack()).get().extracting(Script::file).isEqualTo("U20260101000000__create_a.sql");
        Revision b = graph.find("b");
        assertThat(b.revises()).containsExactly("a");
        assertThat(b.dependsOn()).containsExactly("a");
        assertThat(b.header().rebuild()).containsExactly("orders");
        assertThat(b.header().lintIgnore()).containsExactly("no-default the table is small");
        assertThat(b.up().inTransaction()).isTrue();
    }

    @Test
    void a_merge_of_comments_alone_needs_no_way_back() throws Exception {
        write(V, CREATE);
        write(U, DROP);
        write("migration/V20260102000000__b.sql", "-- revision: b   revises: a\n-- one-way: a trial\nSELECT 1;");
        write("migration/V20260102000001__c.sql", "-- revision: c   revises: a\n-- one-way: a trial\nSELECT 1;");
        write("migration/V20260103000000__merge.sql", "-- revision: m   revises: b, c\n-- Joins.\n/* no\nmore */\n");

        Revision merge = GraphLoader.load(folder).find("m");

        assertThat(merge.isMerge()).isTrue();
        assertThat(merge.wayBack()).isEmpty();
        assertThat(merge.oneWay()).isEmpty();
    }

    @Test
    void an_unknown_entry_is_named() throws IOException {
        write(V, "-- revision: a   revises:   lable: left\nSELECT 1;");
        write(U, DROP);

        assertThat(problem())
                .contains("V20260101000000__create_a.sql: 'lable: left' is not an entry", "depends-on, label");
    }

    @Test
    void an_unknown_entry_of_a_way_back_is_named() throws IOException {
        write(V, CREATE);
        write(U, "-- rebuild: orders   because: so\n" + DROP);

        assertThat(problem()).contains("U20260101000000__create_a.sql: 'because: so' is not an entry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 1;", "-- revises: b\nSELECT 1;", "-- revision:\nSELECT 1;", "-- revision: a b\nSELECT 1;"
            })
    void a_missing_id_is_named(String text) throws IOException {
        write(V, text);
        write(U, DROP);

        assertThat(problem().lines())
                .singleElement()
                .asString()
                .startsWith("V20260101000000__create_a.sql: it needs one line '-- revision: <id>");
    }

    @Test
    void a_missing_way_back_is_named_with_what_to_write() throws IOException {
        write(V, CREATE);

        assertThat(problem())
                .contains("V20260101000000__create_a.sql: it has no way back")
                .contains("undo/U20260101000000__create_a.sql", "one-way: <reason>");
    }

    @Test
    void a_way_back_without_its_revision_is_named() throws IOException {
        write(V, CREATE);
        write(U, DROP);
        write("undo/U20260102000000__add_b.sql", "SELECT 1;");

        assertThat(problem())
                .isEqualTo(
                        "U20260102000000__add_b.sql: there is no V20260102000000__add_b.sql whose way back it could be");
    }

    @Test
    void one_way_with_its_reason_needs_no_way_back() throws Exception {
        write(V, "-- revision: a   revises:   one-way: the values are hashed\nSELECT 1;");

        assertThat(GraphLoader.load(folder).find("a").oneWay()).contains("the values are hashed");
    }

    @Test
    void one_way_needs_a_reason() throws IOException {
        write(V, "-- revision: a   revises:\n-- one-way:\nSELECT 1;");

        assertThat(problem()).contains("V20260101000000__create_a.sql: 'one-way:' needs the reason");
    }

    @Test
    void one_way_with_a_way_back_is_refused() throws IOException {
        write(V, "-- revision: a   revises:\n-- one-way: no way\nSELECT 1;");
        write(U, DROP);

        assertThat(problem()).contains("it is one-way and yet there is U20260101000000__create_a.sql");
    }

    @Test
    void data_is_projected_or_authoritative() throws IOException {
        write(V, "-- revision: a   revises:\n-- data: wrong\nSELECT 1;");
        write(U, DROP);

        assertThat(problem()).contains("'data: wrong' is neither 'projected'", "nor 'authoritative'");
    }

    @Test
    void concurrently_needs_a_conf() throws IOException {
        write(V, "-- revision: a   revises:\ncreate index concurrently i on a (x);");
        write(U, "DROP INDEX CONCURRENTLY i;");

        assertThat(problem())
                .contains("V20260101000000__create_a.sql: concurrently", "V20260101000000__create_a.sql.conf")
                .contains("U20260101000000__create_a.sql: CONCURRENTLY", "executeInTransaction=false");
    }

    @Test
    void concurrently_in_a_comment_needs_none() throws Exception {
        write(V, "-- revision: a   revises:\n-- Not CONCURRENTLY.\nCREATE TABLE a (x int); -- CONCURRENTLY\n");
        write(U, DROP);

        assertThat(GraphLoader.load(folder).find("a").up().inTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"executeInTransaction=false", "encoding=UTF-8\r\nexecuteInTransaction = false\r\n"})
    void a_conf_takes_a_file_out_of_its_transaction(String conf) throws Exception {
        write(V, "-- revision: a   revises:\nCREATE INDEX CONCURRENTLY i ON a (x);");
        write(V + ".conf", conf);
        write(U, "DROP INDEX i;");

        Revision a = GraphLoader.load(folder).find("a");

        assertThat(a.up().inTransaction()).isFalse();
        assertThat(a.wayBack()).get().extracting(Script::inTransaction).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V2026__create_b.sql",
                "V20260102000000_create_b.sql",
                "V20260102000000__Create_b.sql",
                "V20260102000000__create-b.sql",
                "V20260102000000__create_b.txt",
                "U20260102000000__create_b.sql",
                "Vabc123__x.sql",
                "README"
            })
    void a_bad_name_is_named_with_what_it_must_be(String name) throws IOException {
        write(V, CREATE);
        write(U, DROP);
        write("migration/" + name, "-- revision: b   revises: a\n");

        assertThat(problem()).startsWith(name + ": the name must be V, a time as yyyyMMddHHmmss");
    }

    @Test
    void a_bad_name_of_a_way_back_is_named() throws IOException {
        write(V, CREATE);
        write(U, DROP);
        write("undo/V20260102000000__create_b.sql", "");

        assertThat(problem()).startsWith("V20260102000000__create_b.sql: the name must be U");
    }

    @Test
    void every_bad_file_is_named_at_once() throws IOException {
        write(V, "-- revision: a   revises:\n-- data: wrong\nSELECT 1;");
        write("migration/README", "");
        write("undo/U20260102000000__add_b.sql", "");

        assertThat(problem().lines()).hasSize(4);
    }

    @Test
    void a_graph_that_cannot_be_is_refused() throws IOException {
        write(V, "-- revision: a   revises: zz\n-- one-way: a trial\nSELECT 1;");

        assertThat(problem()).contains("it stands on zz");
    }

    @Test
    void a_folder_without_revisions_is_refused() {
        assertThat(problem()).contains(folder.toString(), "no folder 'migration'");
    }

    @Test
    void an_empty_folder_is_an_empty_graph() throws Exception {
        Files.createDirectory(folder.resolve("migration"));

        Graph graph = GraphLoader.load(folder);

        assertThat(ids(graph.revisions())).isEmpty();
        assertThat(Plans.upgrade(graph, graph.revisions(), "heads", false)).isEmpty();
        assertThat(refusal(() -> Plans.upgrade(graph, graph.revisions(), "head", false)))
                .contains("no revisions");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws Exception {
        write(V, "\uFEFF" + CREATE);
        write(U, "\uFEFF" + DROP);

        Revision a = GraphLoader.load(folder).find("a");

        assertThat(a.up().text()).isEqualTo(CREATE);
        assertThat(a.wayBack()).get().extracting(Script::text).isEqualTo(DROP);
    }

    private String problem() {
        return refusal(() -> GraphLoader.load(folder));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
