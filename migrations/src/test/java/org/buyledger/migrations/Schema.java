package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** A schema of a test, what a migrator does to it, and what can be seen in it. */
final class Schema implements AutoCloseable {
    private static final Patience SHORT = new Patience(Duration.ofMillis(200), 3, Duration.ofMillis(50));

    final Database database = Postgres.empty();

    Migrator migrator(Graph graph) {
        return new Migrator(database, graph, SHORT);
    }

    static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    /** The tables of the test, without those that record revisions. */
    Set<String> tables() {
        return database.readOnly(db -> new TreeSet<>(db.fetch("""
                        SELECT c.relname FROM pg_class c
                        WHERE c.relnamespace = to_regnamespace(current_setting('search_path')) AND c.relkind IN ('r', 'p')
                          AND c.relname NOT IN ('flyway_schema_history', 'migrations_audit', 'rebuild_marks')""").getValues(0, String.class)));
    }

    Set<String> indexes() {
        return database.readOnly(db -> new TreeSet<>(db.fetch(
                        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'by\\_%'")
                .getValues(0, String.class)));
    }

    /** The trail as lines of revision, direction and outcome. */
    List<String> trail() {
        return database.readOnly(db -> db.fetch(
                        "SELECT revision || ' ' || direction || ' ' || outcome FROM migrations_audit ORDER BY id")
                .getValues(0, String.class));
    }

    void execute(String sql) {
        database.transaction(db -> db.execute(sql));
    }

    int count(String table) {
        return database.readOnly(
                db -> db.fetchSingle("SELECT count(*) FROM " + table).get(0, int.class));
    }

    /** What Flyway, left alone with the files, says of the schema: where each revision is now, and no objection to it. */
    List<String> plainFlyway(Lineage lineage) {
        Flyway flyway = Flyway.configure()
                .dataSource(Postgres.url(), "postgres", "")
                .schemas(database.schema())
                .defaultSchema(database.schema())
                .locations("filesystem:" + lineage.folder().resolve("migration"))
                .placeholderReplacement(false)
                .outOfOrder(true)
                // What is not applied yet is no fault.
                .ignoreMigrationPatterns("*:pending")
                .validateMigrationNaming(true)
                .load();
        assertThat(flyway.validateWithResult().invalidMigrations)
                .as("what Flyway finds wrong")
                .isEmpty();
        return Arrays.stream(flyway.info().all())
                .filter(info -> info.getVersion() != null && info.getState() != MigrationState.DELETED)
                .sorted(Comparator.comparing(MigrationInfo::getVersion))
                .map(Schema::state)
                .toList();
    }

    private static String state(MigrationInfo info) {
        return info.getDescription().replace("make ", "") + " "
                + info.getState().getDisplayName();
    }

    @Override
    public void close() {
        database.close();
    }
}
