package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberingConnectionTest {
    private static final String SET_ROLE = "SET ROLE 'postgres'";

    private static final String CURRENT_USER = "SELECT current_user";

    /** It begins as Flyway's question for its rows does. */
    private static final String FLYWAYS_ROWS = "/*NO LOAD BALANCE*/\nSELECT current_user || ' ' || ?";

    /** As Flyway adds one, and what it asks for then. */
    private static final String ADD =
            "INSERT INTO \"public\".\"flyway_schema_history\" (\"installed_rank\", \"by\") VALUES (?, ?)";

    private static final String ADDED =
            "/*NO LOAD BALANCE*/ SELECT installed_rank || ' ' || \"by\" || ' ' || current_user FROM public.flyway_schema_history WHERE installed_rank > ?";

    /** As Flyway asks it. */
    private static final String IS_TABLE =
            "SELECT EXISTS (\n  SELECT 1\n  FROM   pg_catalog.pg_class c\n  WHERE  c.relname = ?\n)";

    private final List<String> asked = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        Connection server = Postgres.connect();
        connection = new RememberingConnection((Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (it, method, given) -> {
                    if (method.getName().equals("prepareStatement")) {
                        asked.add(String.valueOf(given[0]));
                    }
                    try {
                        return method.invoke(server, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void setRole() throws SQLException {
        setRole(SET_ROLE);
    }

    private void setRole(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void run(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private String text(String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return sql.equals(IS_TABLE) ? "" + row.getBoolean(1) : row.getString(1);
            }
        }
    }

    @Test
    void the_role_is_set_again_only_after_a_script_which_may_have_set_another() throws Exception {
        run("CREATE ROLE somebody");
        setRole();
        setRole();
        assertThat(text(CURRENT_USER)).isEqualTo("postgres");
        setRole();
        assertThat(asked).containsExactly(SET_ROLE, CURRENT_USER);

        run("SET ROLE somebody");
        setRole();
        assertThat(text(CURRENT_USER)).isEqualTo("postgres");
        assertThat(asked).containsExactly(SET_ROLE, CURRENT_USER, SET_ROLE, CURRENT_USER);
        run("DROP ROLE somebody");
    }

    @Test
    void the_role_is_set_in_the_round_trip_of_the_question_that_follows() throws Exception {
        run("CREATE ROLE somebody_else");
        run("SET ROLE somebody_else");
        setRole();
        assertThat(rows(FLYWAYS_ROWS, 7)).containsExactly("postgres 7");
        assertThat(asked).containsExactly(SET_ROLE + ";\n" + FLYWAYS_ROWS);

        assertThat(rows(FLYWAYS_ROWS, 8)).containsExactly("postgres 8");
        assertThat(asked).containsExactly(SET_ROLE + ";\n" + FLYWAYS_ROWS, FLYWAYS_ROWS);
        run("DROP ROLE somebody_else");
    }

    @Test
    void a_row_is_read_again_in_the_round_trip_that_adds_it() throws Exception {
        run("CREATE TABLE public.flyway_schema_history (installed_rank int, by text)");
        assertThat(rows(ADDED, -1)).isEmpty();
        add(1, "me");
        setRole();
        add(2, "you");
        asked.clear();

        assertThat(rows(ADDED, 1)).containsExactly("2 you postgres");
        assertThat(asked).isEmpty();
        assertThat(rows(ADDED, 1)).as("asked for once more").containsExactly("2 you postgres");
        assertThat(rows(ADDED, 0)).as("others").containsExactly("1 me postgres", "2 you postgres");
        assertThat(asked).containsExactly(ADDED, ADDED);
        run("DROP TABLE public.flyway_schema_history");
    }

    @Test
    void a_row_that_was_rolled_back_is_not_read_again() throws Exception {
        run("CREATE TABLE public.flyway_schema_history (installed_rank int, by text)");
        connection.setAutoCommit(false);
        assertThat(rows(ADDED, -1)).isEmpty();
        add(1, "me");
        connection.rollback();

        assertThat(rows(ADDED, 0)).isEmpty();
        run("DROP TABLE public.flyway_schema_history");
        connection.commit();
    }

    @Test
    void a_row_that_cannot_be_added_is_told_and_changes_nothing() throws Exception {
        run("CREATE TABLE public.flyway_schema_history (installed_rank int PRIMARY KEY, by text)");
        assertThat(rows(ADDED, -1)).isEmpty();
        add(1, "me");
        assertThatThrownBy(() -> add(1, "you")).hasMessageContaining("duplicate key");

        setRole();
        assertThat(rows(ADDED, 0)).containsExactly("1 me postgres");
        run("DROP TABLE public.flyway_schema_history");
    }

    private void add(int rank, String by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setInt(1, rank);
            statement.setString(2, by);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private List<String> rows(String sql, int above) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, above);
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }

    @Test
    void a_role_that_could_not_be_set_is_not_remembered() throws Exception {
        setRole("SET ROLE nobody_at_all");
        assertThatThrownBy(() -> rows(FLYWAYS_ROWS, 7)).hasMessageContaining("nobody_at_all");

        setRole("SET ROLE nobody_at_all");
        assertThatThrownBy(() -> rows(FLYWAYS_ROWS, 7)).hasMessageContaining("nobody_at_all");
    }

    @Test
    void a_script_runs_with_the_role_that_was_set_before_it() throws Exception {
        run("CREATE ROLE maker; GRANT CREATE ON SCHEMA public TO maker");
        setRole("SET ROLE 'maker'");
        run("CREATE TABLE public.made ()");
        setRole();
        assertThat(text("SELECT tableowner FROM pg_tables WHERE tablename = 'made'"))
                .isEqualTo("maker");
        run("DROP TABLE public.made; DROP OWNED BY maker; DROP ROLE maker");
    }

    @Test
    void the_role_that_a_transaction_has_set_is_gone_with_it() throws Exception {
        connection.setAutoCommit(false);
        setRole();
        assertThat(text(CURRENT_USER)).isEqualTo("postgres");
        connection.rollback();
        setRole();
        assertThat(text(CURRENT_USER)).isEqualTo("postgres");

        assertThat(asked).containsExactly(SET_ROLE, CURRENT_USER, SET_ROLE, CURRENT_USER);
    }

    @Test
    void the_version_is_asked_for_once() throws Exception {
        String version = text("SELECT version()");

        assertThat(version).startsWith("PostgreSQL ");
        assertThat(text("SELECT version()")).isEqualTo(version);
        assertThat(asked).containsExactly("SELECT version()");
    }

    @Test
    void a_table_is_looked_for_until_it_is_there() throws Exception {
        connection.setAutoCommit(false);
        assertThat(text(IS_TABLE, "remembered")).isEqualTo("false");
        run("CREATE TABLE remembered ()");
        assertThat(text(IS_TABLE, "remembered")).isEqualTo("true");
        assertThat(text(IS_TABLE, "remembered")).isEqualTo("true");
        assertThat(asked).containsExactly(IS_TABLE, IS_TABLE);

        connection.rollback();
        assertThat(text(IS_TABLE, "remembered")).isEqualTo("false");
    }
}
