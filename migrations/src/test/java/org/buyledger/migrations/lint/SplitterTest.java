package org.buyledger.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a script falls apart into statements. */
class SplitterTest {
    private static List<String> texts(String script) {
        return Splitter.split(script).stream().map(ScriptStatement::text).toList();
    }

    private static String words(String statement) {
        return Splitter.split(statement).getFirst().words();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT ';'",
                "SELECT 'it''s; one'",
                "SELECT ''';'",
                "SELECT '\\', 1",
                "SELECT E'\\';', 1",
                "SELECT e'\\\\', ';'",
                "SELECT E'a'';b\\';'",
                "SELECT U&'d;\\0061t'",
                "SELECT \"a;\"\";b\"",
                "SELECT $$;$$",
                "SELECT $a$ $$ ; $b$ ; $a$",
                "SELECT $ä$;$ä$",
                "SELECT $1, a$b$c",
                "SELECT 1 -- not; here",
                "SELECT 1 /* not; /* nor; */ here; */ + 1",
                "SELECT /* ' */ 1 /* ' */",
                "SELECT 1 -- it's",
                "SELECT '-- no comment', 1",
                "SELECT '/* no comment'",
                "CREATE RULE r AS ON UPDATE TO t DO ALSO (SELECT 1; SELECT 2)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$",
                "CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE a WHEN 1 THEN 2 END; END",
                "create or replace procedure p() begin atomic select 1; end",
                "DO $do$ BEGIN PERFORM 1; EXCEPTION WHEN others THEN NULL; END $do$"
            })
    void this_is_one_statement(String statement) {
        assertThat(texts(statement)).containsExactly(statement);
        assertThat(texts(statement + "\n;\nSELECT 2;")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void a_string_may_have_as_many_quotes_as_it_likes() {
        String statement = "SELECT '" + "''".repeat(1_000_000) + "'";

        assertThat(texts(statement + "; SELECT 2")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void what_is_empty_is_none() {
        assertThat(texts("")).isEmpty();
        assertThat(texts(" ;; \n -- nothing;\n /* nothing; */ ;")).isEmpty();
    }

    @Test
    void comments_before_a_statement_are_no_part_of_it() {
        assertThat(Splitter.split("-- Why;\n\n/* and\nhow */ SELECT 1; SELECT 2;\n\nSELECT\n3; -- end\n"))
                .extracting(ScriptStatement::line, ScriptStatement::text)
                .containsExactly(tuple(4, "SELECT 1"), tuple(4, "SELECT 2"), tuple(6, "SELECT\n3"));
    }

    @Test
    void lines_may_end_as_windows_ends_them() {
        assertThat(Splitter.split("SELECT 1;\r\n-- x\r\nSELECT 2;\r\n"))
                .extracting(ScriptStatement::line)
                .containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'open;",
                "SELECT $$open;",
                "SELECT \"open;",
                "SELECT E'open\\",
                "SELECT 1 /* open;",
                "SELECT (1;"
            })
    void what_is_never_closed_reaches_to_the_end(String script) {
        assertThat(texts(script)).containsExactly(script);
    }

    @Test
    void words_have_neither_comments_nor_what_is_quoted() {
        assertThat(words("create  index -- here\n concurrently\t\"by; x\" /* CONCURRENTLY */ on t (a)"))
                .isEqualTo("CREATE INDEX CONCURRENTLY \"\" ON T (A)");
        assertThat(words("ALTER TYPE t ADD VALUE 'AFTER'")).isEqualTo("ALTER TYPE T ADD VALUE ''");
        assertThat(words("DO $x$ TRUNCATE t $x$")).isEqualTo("DO $$");
    }
}
