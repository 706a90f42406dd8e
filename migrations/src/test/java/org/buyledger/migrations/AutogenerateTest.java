package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.buyledger.migrations.files.RevisionWriter.Written;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written from a model: which files, what they say, and that nothing is written where that cannot be right. */
class AutogenerateTest {
    @TempDir
    Path folder;

    private Autogenerate autogenerate;

    @BeforeEach
    void one_revision() throws IOException {
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(
                folder.resolve("migration/V20260101000000__create_a.sql"),
                "-- revision: a0a0a0a0a0a0   data: projected   rebuild: a\n-- Makes a.\nCREATE TABLE a (id bigint PRIMARY KEY, n integer);\n");
        Files.writeString(folder.resolve("undo/U20260101000000__create_a.sql"), "DROP TABLE a;\n");
        autogenerate = new Autogenerate(Postgres.scratch(), folder, folder.resolve("model"));
    }

    private void model(String text) throws IOException {
        Files.writeString(folder.resolve("model/a.sql"), text);
    }

    private List<Written> write(String message) throws Refused, IOException, MigrationFailed {
        return autogenerate.write(message, Clock.systemUTC());
    }

    private static String text(Written written, int file) throws IOException {
        return Files.readString(written.files().get(file));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    @Test
    void a_model_that_is_there_already_writes_nothing() throws Exception {
        model("CREATE TABLE a (n integer, id bigint PRIMARY KEY);");
        List<String> before = files();

        assertThat(write("nothing")).isEmpty();
        assertThat(autogenerate.check()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_column_is_one_revision_that_says_whose_data_it_holds() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer, priority integer NOT NULL DEFAULT 0);");

        assertThat(autogenerate.check())
                .extracting(Object::toString)
                .containsExactly("column a.priority: absent, there");
        List<Written> written = write("Add a's priority");

        assertThat(written).hasSize(1);
        assertThat(text(written.getFirst(), 0))
                .contains("   revises: a0a0a0a0a0a0\n")
                .endsWith("""
                        -- Add a's priority.
                        -- data: projected   rebuild: a
                        ALTER TABLE a ADD COLUMN priority integer DEFAULT 0 NOT NULL;
                        """);
        assertThat(text(written.getFirst(), 1)).isEqualTo("ALTER TABLE a DROP COLUMN priority;\n");
        assertThat(autogenerate.check()).isEmpty();
        assertThat(write("again")).isEmpty();
    }

    @Test
    void what_takes_long_under_a_lock_is_cut_into_steps() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer NOT NULL CHECK (n > 0)); CREATE INDEX a_n ON a (n);");

        List<Written> written = write("tighten");

        assertThat(written).hasSize(5);
        assertThat(written)
                .filteredOn(one -> !one.revision().up().inTransaction())
                .hasSize(3);
        assertThat(autogenerate.check()).isEmpty();
    }

    @Test
    void the_linter_finds_nothing_in_the_indexes_and_unique_constraints_that_are_written() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer UNIQUE); CREATE UNIQUE INDEX a_n ON a (n);");
        write("indexes");
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer);");
        write("no indexes");

        Graph graph = GraphLoader.load(folder);
        assertThat(new Lint(Postgres.scratch(), graph, Map.of())
                        .look(graph.revisions())
                        .findings())
                .isEmpty();
    }

    @Test
    void no_database_is_left_of_a_model_or_a_revision_that_fails() throws Exception {
        model("CREATE TABLE a (id nonsense);");
        assertThatThrownBy(autogenerate::check).isInstanceOf(Refused.class).hasMessageContaining("nonsense");
        model("CREATE TABLE a (id bigint);");
        Files.writeString(
                folder.resolve("migration/V20260101000000__create_a.sql"),
                "-- revision: a0a0a0a0a0a0   data: projected   rebuild: a\n-- Makes a.\nCREATE TABLE a (id nonsense);\n");
        assertThatThrownBy(autogenerate::check).isInstanceOf(MigrationFailed.class);

        try (Connection connection = Postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_database WHERE datname LIKE 'scratch%'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void a_hint_makes_a_rename_of_what_would_be_lost() throws Exception {
        model("""
                -- renamed-from: a
                CREATE TABLE b (
                    id bigint PRIMARY KEY,
                    amount integer -- renamed-from: n
                );
                """);

        List<Written> written = write("rename");

        assertThat(written).hasSize(1);
        assertThat(text(written.getFirst(), 0))
                .contains("ALTER TABLE a RENAME TO b;\n")
                .contains("ALTER TABLE b RENAME n TO amount;\n")
                .doesNotContain("DROP");
        assertThat(autogenerate.check()).isEmpty();
        assertThat(write("again")).as("the hint may stay").isEmpty();
    }

    @Test
    void a_value_of_an_enum_is_a_revision_without_a_way_back_and_what_uses_it_another() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer, c text); CREATE TYPE t AS ENUM ('x');");
        write("a type");
        model(
                "CREATE TABLE a (id bigint PRIMARY KEY, n integer, c text); CREATE TYPE t AS ENUM ('x', 'y'); CREATE TABLE u (t t DEFAULT 'y');");

        List<Written> written = write("a value");

        assertThat(written).hasSize(2);
        assertThat(written.getFirst().revision().oneWay()).isPresent();
        assertThat(written.getLast().revision().oneWay()).isEmpty();
        assertThat(autogenerate.check()).isEmpty();
    }

    @Test
    void a_model_that_is_no_schema_is_refused_with_its_file() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integr);");

        assertThatThrownBy(() -> write("wrong"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("a.sql: ")
                .hasMessageContaining("integr");
    }

    @Test
    void what_no_statement_here_makes_is_refused_by_name() throws Exception {
        model("CREATE TABLE a (id bigint PRIMARY KEY, n integer); CREATE TYPE pair AS (x integer, y integer);");
        List<String> before = files();

        assertThatThrownBy(() -> write("a pair"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("object pair")
                .hasMessageContaining("Nothing was written");
        assertThat(files()).isEqualTo(before);
        assertThat(autogenerate.check()).as("yet it is seen").isNotEmpty();
    }

    @Test
    void several_heads_are_refused() throws Exception {
        for (String one : List.of("b", "c")) {
            Files.writeString(
                    folder.resolve("migration/V2026010200000%s__%s.sql".formatted(one.equals("b") ? "1" : "2", one)),
                    "-- revision: %s0%s0%s0%s0%s0%s0   revises: a0a0a0a0a0a0\n-- It.\n".replace("%s", one)
                            + "SELECT 1;\n");
            Files.writeString(
                    folder.resolve("undo/U2026010200000%s__%s.sql".formatted(one.equals("b") ? "1" : "2", one)),
                    "SELECT 1;\n");
        }
        model("CREATE TABLE a (id bigint PRIMARY KEY);");

        assertThatThrownBy(() -> write("more"))
                .hasMessageContaining("There are 2 heads")
                .hasMessageContaining("migrate merge");
    }
}
