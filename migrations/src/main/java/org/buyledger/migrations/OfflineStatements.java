package org.buyledger.migrations;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.buyledger.migrations.AuditTrail.Direction;
import org.buyledger.migrations.AuditTrail.Step;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/** The statements of which {@link OfflineSql} makes scripts. */
final class OfflineStatements {
    /** As Flyway makes it. */
    private static final String HISTORY = """
            CREATE TABLE IF NOT EXISTS flyway_schema_history (
                installed_rank integer       NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
                version        varchar(50),
                description    varchar(200)  NOT NULL,
                type           varchar(20)   NOT NULL,
                script         varchar(1000) NOT NULL,
                checksum       integer,
                installed_by   varchar(100)  NOT NULL,
                installed_on   timestamp     NOT NULL DEFAULT now(),
                execution_time integer       NOT NULL,
                success        boolean       NOT NULL
            );
            CREATE INDEX IF NOT EXISTS flyway_schema_history_s_idx ON flyway_schema_history (success);
            """;

    private static final String LAST = """
            SELECT DISTINCT ON (version) * FROM flyway_schema_history
            WHERE version IS NOT NULL AND success ORDER BY version, installed_rank DESC""";

    private static final String AUDIT =
            "INSERT INTO migrations_audit (run_id, verb, who, revision, version, direction, sha256, duration_ms, outcome)\n";

    private static final String ROW =
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)\n";

    private final String schema;
    private final String verb;
    private final String who;

    OfflineStatements(String schema, UUID run, String verb) {
        this.schema = schema;
        this.verb = verb;
        who = "%s, %s, session_user || ' by script'".formatted(literal(run.toString()), literal(verb));
    }

    /** What comes first. */
    String begin(int revisions, String does) {
        return """
                -- buyledger migrate %s: %s %d revision(s), schema %s.
                -- Run it so that it ends at the first error: psql -v ON_ERROR_STOP=1 -f FILE
                SELECT pg_advisory_lock(hashtext('buyledger migrate'), hashtext(%s));
                SET search_path TO %s, public;
                SET lock_timeout = %d;
                """.formatted(
                        verb,
                        does,
                        revisions,
                        schema,
                        literal(schema),
                        name(schema),
                        Patience.USUAL.lockTimeout().toMillis());
    }

    /** The schema and the tables that record revisions, where they are missing. */
    String tables() {
        return "BEGIN;\nCREATE SCHEMA IF NOT EXISTS %s;\n".formatted(name(schema))
                + HISTORY
                + AuditTrail.TABLES
                + "COMMIT;\n";
    }

    String end() {
        return "SELECT pg_advisory_unlock(hashtext('buyledger migrate'), hashtext(%s));\n".formatted(literal(schema));
    }

    /** Fails unless the first are applied and the others are not. */
    String guard(Collection<Revision> applied, Collection<Revision> notApplied) {
        return """
                DO $guard$
                BEGIN
                    IF (SELECT count(*) FILTER (WHERE version = ANY (%s)) <> %d OR count(*) FILTER (WHERE version = ANY (%s)) > 0
                        FROM (%s) AS last WHERE type <> 'DELETE') THEN
                        RAISE EXCEPTION 'The schema is not where this step begins, which is at %s';
                    END IF;
                END
                $guard$;
                """.formatted(
                versions(applied),
                applied.size(),
                versions(notApplied),
                LAST,
                applied.isEmpty() ? "base" : applied.stream().map(Revision::id).collect(Collectors.joining(", ")));
    }

    /** Steps that share a transaction, or one that has none. */
    String segment(String guard, String steps, Script first) {
        return first.inTransaction()
                ? "\nBEGIN;\nLOCK TABLE flyway_schema_history IN SHARE ROW EXCLUSIVE MODE;\n" + guard + steps
                        + "COMMIT;\n"
                : "\n-- Outside a transaction.\n" + guard + steps;
    }

    /** A script and the record of it. */
    String step(Script script, String record) {
        String text = script.text().strip();
        String statements = script.isEmpty() || script.sql().endsWith(";") ? text : text + "\n;";
        return "\n-- %s\n%s\n".formatted(script.file(), statements)
                + (script.inTransaction() ? record : "BEGIN;\n" + record + "COMMIT;\n");
    }

    String applied(Revision revision) {
        return row(revision, "") + audit(revision, Direction.up, "");
    }

    String takenBack(Revision revision) {
        return Deletion.sql(revision.version()) + audit(revision, Direction.down, "");
    }

    /** Records it, unless it is. */
    String stamped(Revision revision) {
        String unless = "\nWHERE NOT EXISTS (SELECT FROM (%s) AS last WHERE version = %s AND type <> 'DELETE')"
                .formatted(LAST, literal(revision.version()));
        return audit(revision, Direction.stamped, unless) + row(revision, unless);
    }

    /**
     * Takes away what is no longer to be recorded, what no file has, and what is not what its file is.
     *
     * @param have what is to be recorded afterwards
     */
    String forget(Collection<Revision> known, Collection<Revision> have, Collection<Revision> off) {
        String files = known.stream()
                .map(one -> "(%s, %s, %s)"
                        .formatted(
                                literal(one.version()),
                                literal(one.id()),
                                have.contains(one) ? one.up().checksum() : "NULL::integer"))
                .collect(Collectors.joining(",\n        "));
        return """
                DELETE FROM flyway_schema_history WHERE NOT success;
                WITH last AS (%s),
                gone AS (
                    SELECT last.*, coalesce(file.id, 'unknown') AS id FROM last LEFT JOIN (VALUES
                        %s
                    ) AS file (version, id, checksum) USING (version)
                    WHERE type <> 'DELETE'
                      AND (file.id IS NULL OR version = ANY (%s) OR last.checksum <> file.checksum)),
                audited AS (
                    %s    SELECT %s, id, version, 'unstamped', NULL, 0, 'done' FROM gone ORDER BY installed_rank DESC)
                %sSELECT (SELECT max(installed_rank) FROM flyway_schema_history) + row_number() OVER (ORDER BY installed_rank DESC),
                       version, description, 'DELETE', script, checksum, current_user, 0, true
                FROM gone;
                """.formatted(LAST, files, versions(off), AUDIT, who, ROW);
    }

    /** Marks tables to be filled again, where the online way would. */
    String marks(Revision revision, List<String> tables) {
        if (tables.isEmpty()) {
            return "";
        }
        // Where only a way back loses rows, the first way there leaves nothing to fill.
        String again =
                revision.header().projected() && tables.equals(revision.header().rebuild())
                        ? "IF NOT EXISTS (SELECT FROM flyway_schema_history WHERE version = %s AND type = 'DELETE') THEN RETURN; END IF;"
                                .formatted(literal(revision.version()))
                        : "";
        String rows = tables.stream()
                .map(table -> "(%s, %s)".formatted(literal(table), literal(revision.id())))
                .collect(Collectors.joining(", "));
        return """
                DO $marks$
                BEGIN
                    %s
                    IF to_regclass('projection_positions') IS NULL THEN RETURN; END IF;
                    IF EXISTS (SELECT FROM projection_positions WHERE next_offset > 0) THEN
                        INSERT INTO rebuild_marks (table_name, revision) VALUES %s ON CONFLICT (table_name) DO NOTHING;
                    END IF;
                END
                $marks$;
                """.formatted(again, rows);
    }

    private static String row(Revision revision, String unless) {
        return ROW
                + "SELECT (SELECT coalesce(max(installed_rank), 0) + 1 FROM flyway_schema_history), %s, %s, 'SQL', %s, %d, current_user, 0, true%s;\n"
                        .formatted(
                                literal(revision.version()),
                                literal(revision.name()),
                                literal(revision.up().file()),
                                revision.up().checksum(),
                                unless);
    }

    private String audit(Revision revision, Direction direction, String unless) {
        Step step = Step.of(revision, direction, 0);
        return AUDIT
                + "SELECT %s, %s, %s, %s, %s, 0, 'done'%s;\n"
                        .formatted(
                                who,
                                literal(step.revision()),
                                literal(step.version()),
                                literal(direction.name()),
                                step.sha256() == null ? "NULL" : literal(step.sha256()),
                                unless);
    }

    private static String versions(Collection<Revision> revisions) {
        return "ARRAY[%s]::text[]"
                .formatted(revisions.stream()
                        .map(one -> literal(one.version()))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String name(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
