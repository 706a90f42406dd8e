package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** A script that was made without a database leads where the migrator leads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfflineSqlTest {
    private static final Path SOURCES = Path.of("src/main/resources/db");

    private final EmbeddedPostgres postgres = start();
    private final List<Database> open = new ArrayList<>();
    private Database online;
    private Database offline;
    private int schemas;

    OfflineSqlTest() {
        online = database();
        offline = database();
    }

    @TempDir
    Path folder;

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void twoSchemas() {
        online = database();
        offline = database();
    }

    private Database database() {
        Database database = new Database(
                postgres.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "",
                "schema_" + schemas++,
                2,
                new SimpleMeterRegistry());
        open.add(database);
        return database;
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
        open.clear();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    /** What psql does with a script: each statement by itself. */
    private static void run(Database database, String script) throws SQLException {
        try (Session session = database.session("script")) {
            for (NativeQuery query : Parser.parseJdbcSql(script, true, false, true, false, false)) {
                if (!query.nativeSql.isBlank()) {
                    session.execute(query.nativeSql);
                }
            }
        }
    }

    private OfflineSql sql(Graph graph) {
        return new OfflineSql(graph, offline.schema(), UUID.randomUUID());
    }

    private Migrator migrator(Database database, Graph graph) {
        return new Migrator(database, graph, Patience.USUAL);
    }

    /** All that a schema has, in words that do not name it. */
    private static List<String> catalogue(Database database) {
        return Scratch.catalogue(database).items().stream()
                .map(item -> item.key() + " " + item.attributes())
                .toList();
    }

    /** Who did which step; the scripts say what the migrator says. */
    private static List<String> steps(Database database) {
        return database.readOnly(db -> db.fetch(
                        "SELECT revision || ' ' || version || ' ' || direction || ' ' || coalesce(sha256, '') || ' ' || outcome AS step FROM migrations_audit ORDER BY id")
                .getValues("step", String.class));
    }

    private void assertSame(Graph graph) {
        assertThat(catalogue(offline)).isEqualTo(catalogue(online));
        assertThat(migrator(offline, graph).standing())
                .isEqualTo(migrator(online, graph).standing());
        assertThat(steps(offline)).isEqualTo(steps(online));
    }

    private Flyway plainFlyway(Path files) {
        FluentConfiguration configuration = offline.flyway("plain");
        // Else CREATE INDEX CONCURRENTLY waits for Flyway's own transaction.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration
                .locations("filesystem:" + files.resolve("migration").toAbsolutePath())
                .placeholderReplacement(false)
                .ignoreMigrationPatterns("*:pending")
                .load();
    }

    /** The beginnings of V and U files, and of what says that they are outside a transaction. */
    private Graph graph() throws IOException, Refused {
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
        file("1__make_a", "-- revision: a\nCREATE TABLE a (x int, t text)", "DROP TABLE a");
        file(
                "2__index_a",
                "-- revision: b   revises: a\nCREATE INDEX CONCURRENTLY a_x ON a (x);",
                "DROP INDEX CONCURRENTLY a_x;");
        for (String name : List.of("migration/V", "undo/U")) {
            Files.writeString(
                    folder.resolve(name + "20260101000002__index_a.sql.conf"), "executeInTransaction=false\n");
        }
        file(
                "3__fill_a",
                "-- revision: c   revises: b\n-- It's 100 % quoted.\nDO $$ BEGIN INSERT INTO a VALUES (1, 'a;b ${c}?'); END $$;\nCREATE TABLE c (y int); -- last",
                "-- rebuild-back: a\nDROP TABLE c;\nDELETE FROM a;");
        return GraphLoader.load(folder);
    }

    private void file(String name, String up, String down) throws IOException {
        Files.writeString(folder.resolve("migration/V2026010100000" + name + ".sql"), up + "\n");
        if (!down.isEmpty()) {
            Files.writeString(folder.resolve("undo/U2026010100000" + name + ".sql"), down + "\n");
        }
    }

    @Test
    void all_our_revisions_from_base_and_back_again() throws Exception {
        Graph graph = GraphLoader.load(SOURCES);
        migrator(online, graph).upgrade("head", Upgrade.USUAL);
        run(offline, sql(graph).upgrade("head", Upgrade.USUAL));

        assertSame(graph);
        Flyway flyway = plainFlyway(SOURCES);
        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).hasSameSizeAs(graph.revisions());

        Downgrade all = new Downgrade(false, false, true, true, false);
        migrator(online, graph).downgrade("base", all);
        run(offline, sql(graph).downgrade("head:base", all));

        assertSame(graph);
        flyway.validate();
        assertThat(flyway.info().pending()).hasSameSizeAs(graph.revisions());
        assertThat(flyway.info().current()).isNull();
    }

    @Test
    void steps_outside_a_transaction_stand_outside_of_it() throws Exception {
        Graph graph = graph();
        String script = sql(graph).upgrade("head", Upgrade.USUAL);
        assertThat(script)
                .containsSubsequence(
                        "BEGIN;", "COMMIT;", "-- Outside a transaction.", "CREATE INDEX CONCURRENTLY", "BEGIN;");

        migrator(online, graph).upgrade("head", Upgrade.USUAL);
        run(offline, script);
        assertSame(graph);
        plainFlyway(folder).validate();

        migrator(online, graph).downgrade("a", Downgrade.USUAL);
        run(offline, sql(graph).downgrade("c:a", Downgrade.USUAL));
        assertSame(graph);

        // And up again, by plain Flyway.
        plainFlyway(folder).migrate();
        migrator(online, graph).upgrade("head", Upgrade.USUAL);
        assertThat(catalogue(offline)).isEqualTo(catalogue(online));
    }

    @Test
    void from_the_middle_it_makes_no_tables_and_never_drops_the_history() throws Exception {
        Graph graph = graph();

        assertThat(sql(graph).upgrade("a:c", Upgrade.USUAL))
                .doesNotContain("CREATE TABLE IF NOT EXISTS", "CREATE SCHEMA", "make_a");
        assertThat(sql(graph).upgrade("a:+1", Upgrade.USUAL))
                .contains("index_a")
                .doesNotContain("fill_a");
        assertThat(sql(graph).downgrade("c:base", Downgrade.USUAL)).doesNotContain("DROP TABLE flyway");
        assertThat(sql(graph).downgrade("c:-1", Downgrade.USUAL))
                .contains("fill_a")
                .doesNotContain("index_a");
    }

    @Test
    void a_script_stops_where_the_schema_is_not_at_its_beginning() throws Exception {
        Graph graph = graph();
        String first = sql(graph).upgrade("a", Upgrade.USUAL);
        String rest = sql(graph).upgrade("b:c", Upgrade.USUAL);
        String back = sql(graph).downgrade("b:base", Downgrade.USUAL);
        run(offline, first);
        List<String> before = catalogue(offline);

        for (String script : List.of(first, rest, back)) {
            assertThatThrownBy(() -> run(offline, script))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("The schema is not where this step begins");
        }
        assertThat(catalogue(offline)).isEqualTo(before);
    }

    @Test
    void tables_are_marked_as_the_migrator_marks_them() throws Exception {
        Graph graph = graph();
        for (Database database : List.of(online, offline)) {
            migrator(database, graph).upgrade("head", Upgrade.USUAL);
            database.transaction(
                    db -> db.execute(
                            "CREATE TABLE projection_positions (next_offset bigint); INSERT INTO projection_positions VALUES (1)"));
        }
        migrator(online, graph).downgrade("b", Downgrade.USUAL);
        run(offline, sql(graph).downgrade("c:b", Downgrade.USUAL));

        assertThat(offline.look(RebuildMarks::read))
                .isEqualTo(online.look(RebuildMarks::read))
                .containsExactly("a");
    }

    @Test
    void stamp_leads_there_from_wherever_the_schema_stands() throws Exception {
        Graph graph = graph();
        migrator(online, graph).stamp(List.of("b"), false);
        run(offline, sql(graph).stamp(List.of("b")));
        assertSame(graph);

        // Again: nothing is left to do. Then down, and up from there.
        run(offline, sql(graph).stamp(List.of("b")));
        assertThat(steps(offline)).isEqualTo(steps(online));
        for (String target : List.of("base", "head", "a")) {
            migrator(online, graph).stamp(List.of(target), false);
            run(offline, sql(graph).stamp(List.of(target)));
            assertSame(graph);
        }
        plainFlyway(folder).validate();
        assertThat(plainFlyway(folder).info().pending())
                .extracting(MigrationInfo::getDescription)
                .containsExactly("index a", "fill a");
    }

    @Test
    void stamp_forgets_what_no_file_has_and_records_anew_what_was_changed() throws Exception {
        Graph graph = graph();
        run(offline, sql(graph).upgrade("head", Upgrade.USUAL));
        Files.delete(folder.resolve("migration/V20260101000003__fill_a.sql"));
        Files.delete(folder.resolve("undo/U20260101000003__fill_a.sql"));
        file("1__make_a", "-- revision: a\nCREATE TABLE a (x int, t text, u int)", "DROP TABLE a");
        Graph now = GraphLoader.load(folder);
        assertThat(migrator(offline, now).standing().unknown()).hasSize(1);
        assertThat(migrator(offline, now).standing().changed()).hasSize(1);

        run(offline, sql(now).stamp(List.of("head")));

        Standing standing = migrator(offline, now).standing();
        assertThat(standing.unknown()).isEmpty();
        assertThat(standing.changed()).isEmpty();
        assertThat(standing.applied()).extracting(Revision::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void what_the_migrator_refuses_is_refused_and_what_only_a_database_tells() throws Exception {
        Graph graph = graph();
        file("4__send", "-- revision: d   revises: c   one-way: mail cannot be unsent\nSELECT 1;", "");
        Graph oneWay = GraphLoader.load(folder);

        assertThatThrownBy(() -> sql(graph).downgrade("base", Downgrade.USUAL)).hasMessageContaining("<revision>:base");
        assertThatThrownBy(() -> sql(graph).upgrade("current:head", Upgrade.USUAL))
                .hasMessageContaining("--sql");
        assertThatThrownBy(() -> sql(graph).upgrade("a:", Upgrade.USUAL)).hasMessageContaining("where to go");
        assertThatThrownBy(() -> sql(graph).upgrade("+1:c", Upgrade.USUAL)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> sql(graph).stamp(List.of("-1"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> sql(oneWay).downgrade("d:c", Downgrade.USUAL)).hasMessageContaining("unsent");
        assertThat(sql(oneWay).downgrade("d:c", new Downgrade(false, false, false, true, false)))
                .contains("'DELETE'");
        file("5__branch", "-- revision: e   revises: c\nSELECT 1;", "SELECT 1;");
        Graph two = GraphLoader.load(folder);
        assertThatThrownBy(() -> sql(two).downgrade("heads:c", Downgrade.USUAL)).hasMessageContaining("begins at 2");
    }
}
