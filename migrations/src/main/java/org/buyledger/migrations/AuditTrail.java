package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.buyledger.migrations.graph.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The table migrations_audit: every step that was made or failed, and who made it. Only ever added to, which a trigger
 * guards; Flyway's own table is state that later steps change. Made by the migrator, so that no way back takes it away.
 */
final class AuditTrail {
    static final String TABLES = """
            CREATE TABLE IF NOT EXISTS migrations_audit (
                id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                run_id      uuid        NOT NULL,
                verb        text        NOT NULL,
                who         text        NOT NULL,
                revision    text        NOT NULL,
                version     text        NOT NULL,
                direction   text        NOT NULL CHECK (direction IN ('up', 'down', 'stamped', 'unstamped')),
                sha256      text,
                duration_ms bigint      NOT NULL CHECK (duration_ms >= 0),
                outcome     text        NOT NULL CHECK (outcome IN ('done', 'failed')),
                detail      text
            );
            COMMENT ON TABLE migrations_audit IS 'Every step of the schema, also those that failed; only ever added to';
            CREATE TABLE IF NOT EXISTS rebuild_marks (
                table_name text        PRIMARY KEY,
                revision   text        NOT NULL,
                marked_at  timestamptz NOT NULL DEFAULT clock_timestamp()
            );
            COMMENT ON TABLE rebuild_marks IS 'Tables that have to be filled again from the events, and the revision because of which';
            CREATE OR REPLACE FUNCTION migrations_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'migrations_audit is only ever added to';
            END
            $$;
            CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON migrations_audit
                FOR EACH STATEMENT EXECUTE FUNCTION migrations_audit_is_append_only();
            """;

    private static final String ADD = """
            INSERT INTO migrations_audit
                (run_id, verb, who, revision, version, direction, sha256, duration_ms, outcome, detail)
            SELECT ?, ?, ?, revision, version, direction, sha256, duration_ms, outcome, detail
            FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[]),
                        CAST(? AS text[]), CAST(? AS text[]))
                WITH ORDINALITY AS step (revision, version, direction, sha256, duration_ms, outcome, detail, place)
            ORDER BY place
            """;

    private AuditTrail() {}

    /**
     * Who migrates, and by what.
     *
     * @param id one for all steps of a run
     * @param verb upgrade, downgrade or stamp, with its target
     * @param who the user and the machine
     */
    record Run(UUID id, String verb, String who) {}

    /** Which way a step went. */
    enum Direction {
        up,
        down,
        stamped,
        unstamped
    }

    /**
     * One step.
     *
     * @param detail what failed; null when nothing did
     */
    record Step(
            String revision,
            String version,
            Direction direction,
            @Nullable String sha256,
            long durationMs,
            @Nullable String detail) {
        static Step of(Revision revision, Direction direction, long durationMs) {
            String sha256 = switch (direction) {
                case up, stamped -> revision.up().sha256();
                case down -> revision.wayBack().orElse(revision.up()).sha256();
                case unstamped -> null;
            };
            return new Step(revision.id(), revision.version(), direction, sha256, durationMs, null);
        }

        Step failed(String reason) {
            return new Step(revision, version, direction, sha256, durationMs, reason);
        }
    }

    /** Makes the tables where they are missing; for who has the lock. */
    static void ensure(Connection connection) throws SQLException {
        if (!Sql.isTrue(
                connection,
                "SELECT to_regclass('migrations_audit') IS NOT NULL AND to_regclass('rebuild_marks') IS NOT NULL")) {
            Sql.script(connection, TABLES);
        }
    }

    /** Adds a step, in the transaction of the connection where there is one. */
    static void add(Connection connection, Run run, Step step) throws SQLException {
        add(connection, run, List.of(step));
    }

    /** Adds steps in their order, in the transaction of the connection where there is one. */
    static void add(Connection connection, Run run, List<Step> steps) throws SQLException {
        Sql.execute(
                connection,
                ADD,
                run.id(),
                run.verb(),
                run.who(),
                texts(steps, Step::revision),
                texts(steps, Step::version),
                texts(steps, step -> step.direction().name()),
                texts(steps, Step::sha256),
                steps.stream().map(Step::durationMs).toArray(Long[]::new),
                texts(steps, step -> step.detail() == null ? "done" : "failed"),
                texts(steps, Step::detail));
    }

    private static @Nullable String[] texts(List<Step> steps, Function<Step, @Nullable String> part) {
        return steps.stream().map(part).toArray(String[]::new);
    }
}
