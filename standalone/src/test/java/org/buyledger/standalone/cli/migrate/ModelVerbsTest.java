package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that run revisions and the model on a server for throwaway databases: check, revision --autogenerate, verify. */
class ModelVerbsTest {
    @TempDir
    Path temporary;

    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(temporary)
                .revision(
                        "a",
                        "data: projected   rebuild: orders",
                        "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
                        "DROP TABLE orders;");
        Files.createDirectories(shop.folder().resolve("model"));
        model("CREATE TABLE orders (id bigint PRIMARY KEY, note text);");
    }

    private void model(String text) {
        shop.write("model/orders.sql", text);
    }

    /** The verb, on the server that the tests have. */
    private Said migrate(String... words) {
        String[] line = new String[words.length + 2];
        System.arraycopy(words, 0, line, 0, words.length);
        line[words.length] = "--scratch-url";
        line[words.length + 1] = Workshop.url();
        return shop.migrate(line);
    }

    @Test
    void check_ends_with_nothing_where_model_and_revisions_agree() {
        Said said = migrate("check");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.lines()).containsExactly("the model is what the revisions make");
        assertThat(migrate("check", "-o", "json").json().path("differences")).isEmpty();
    }

    @Test
    void check_lists_each_difference_and_ends_with_one() {
        model("CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(9));");

        Said said = migrate("check");

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.lines())
                .containsExactly(
                        "column orders.note, type", "    the revisions: text", "    the model: character varying(9)");
        assertThat(said.err()).contains("buyledger migrate revision --autogenerate");
        assertThat(migrate("check", "-o", "json")
                        .json()
                        .at("/differences/0/object")
                        .asString())
                .isEqualTo("column orders.note");
    }

    @Test
    void check_finds_what_somebody_changed_in_a_database_by_hand() {
        shop.migrate("upgrade", "head");
        assertThat(migrate("check", "--db", Workshop.url()).exitCode()).isZero();

        shop.execute("CREATE INDEX by_hand ON orders (note)");
        Said said = migrate("check", "--db", Workshop.url());

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.lines()).contains("index orders.by_hand", "    the database: there");
        assertThat(said.err()).contains("somebody changed it by hand");
    }

    @Test
    void check_refuses_a_database_that_lacks_revisions() {
        shop.migrate("upgrade", "head");
        shop.table("b", "revises: a");

        Said said = migrate("check", "--db", Workshop.url());

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("lacks 1 of the revisions").contains("buyledger migrate upgrade heads");
    }

    @Test
    void autogenerate_writes_what_check_then_finds_right_and_says_so_when_there_is_nothing() {
        model("CREATE TABLE orders (id bigint PRIMARY KEY, note text, paid boolean NOT NULL DEFAULT false);");

        Said said = migrate("revision", "--autogenerate", "-m", "add paid");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(shop.files("migration")).hasSize(2).anyMatch(file -> file.endsWith("__add_paid.sql"));
        assertThat(migrate("check").exitCode()).isZero();
        Said again = migrate("revision", "--autogenerate", "-m", "nothing");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("nothing was written");
        assertThat(shop.files("migration")).hasSize(2);
    }

    @Test
    void verify_proves_all_or_a_range() {
        shop.table("b", "revises: a");

        Said said = migrate("verify");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.lines()).containsExactly("2 revisions were proved up, down and up again");
        assertThat(migrate("verify", "-r", "b:", "-o", "json").ids("proved")).containsExactly("b");
    }

    @Test
    void verify_names_what_a_way_back_forgets_and_ends_with_one() {
        shop.revision("b", "revises: a", "CREATE TABLE b (x int); CREATE TABLE c (x int);", "DROP TABLE b;");

        Said said = migrate("verify");

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.lines()).contains("b (make b): down, compared with before: table c: absent, there");
        assertThat(said.err()).contains("No database but the throwaway one was touched");
    }

    @Test
    void a_server_that_does_not_answer_is_told_of() {
        Said said = shop.migrate("verify", "--scratch-url", "jdbc:postgresql://127.0.0.1:1/none");

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).contains("The database does not answer");
    }
}
