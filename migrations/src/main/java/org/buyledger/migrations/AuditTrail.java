package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.buyledger.migrations.graph.Revision;
import org.jooq.DSLContext;
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
    static void ensure(DSLContext db) {
        if (!db.fetchSingle(
                        "SELECT to_regclass('migrations_audit') IS NOT NULL AND to_regclass('rebuild_marks') IS NOT NULL")
                .get(0, boolean.class)) {
            db.connection(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(TABLES);
                }
            });
        }
    }

    /** Adds a step outside any transaction. */
    static void add(DSLContext db, Run run, Step step) {
        db.connection(connection -> add(connection, run, step));
    }

    /** Adds a step, in the transaction of the connection where there is one. */
    static void add(Connection connection, Run run, Step step) throws SQLException {
        String sql =
                "INSERT INTO migrations_audit (run_id, verb, who, revision, version, direction, sha256, duration_ms, outcome, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, run.id());
            insert.setString(2, run.verb());
            insert.setString(3, run.who());
            insert.setString(4, step.revision());
            insert.setString(5, step.version());
            insert.setString(6, step.direction().name());
            insert.setString(7, step.sha256());
            insert.setLong(8, step.durationMs());
            insert.setString(9, step.detail() == null ? "done" : "failed");
            insert.setString(10, step.detail());
            insert.executeUpdate();
        }
    }
}
