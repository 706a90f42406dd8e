package org.buyledger.benchmarks.feed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;

/** A database with one tenant and one user, to which events are written as the projector does. */
final class Ledger implements AutoCloseable {
    static final String TOKEN = "token-of-the-benchmark";

    private final EmbeddedPostgres server;
    private final Connection connection;
    private final PreparedStatement insert;
    private int position;

    Ledger() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        try (Database database = new Database(url(), "postgres", "postgres", "buyledger")) {
            Migrator.makeSchema(database);
        }
        connection = server.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("SET search_path = buyledger");
            sql.execute(
                    "CREATE TABLE audit_logs_all PARTITION OF audit_logs FOR VALUES FROM ('2026-01-01Z') TO ('2100-01-01Z')");
            sql.execute("""
                    INSERT INTO tenants (tenant_id, name, human_review_required, approval_mode, revision, created_at, updated_at)
                    VALUES ('bench', 'bench', true, 'require-human', 1, now(), now())""");
            sql.execute("""
                    INSERT INTO users (tenant_id, user_id, email, name, role, token_sha256, revision, created_at, updated_at)
                    VALUES ('bench', 'ursula', 'u@bench.example', 'Ursula', 'viewer', '%s', 1, now(), now())""".formatted(Sha256.hex(TOKEN)));
        }
        connection.commit();
        insert = connection.prepareStatement("""
                INSERT INTO audit_logs (tenant_id, sequence, event_id, type, object_type, object_id, revision, actor,
                    occurred_at, causation_id, hash, payload, partition, "offset")
                SELECT 'bench', n, 'c' || n || '.1', 'org.buyledger.media_buy.started.v1', 'media_buy', 'mb_1', n,
                    'system:clock', '2026-12-01Z'::timestamptz + n * interval '1 second', 'c' || n, repeat('0', 64),
                    jsonb_build_object('text', repeat('x', ?)), 0, n
                FROM generate_series(?::integer, ?::integer) n""");
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    int position() {
        return position;
    }

    /** Writes events with payloads of so many bytes in one transaction; the position of the last. */
    int append(int events, int payloadBytes) throws SQLException {
        insert.setInt(1, payloadBytes);
        insert.setInt(2, position + 1);
        insert.setInt(3, position + events);
        insert.executeUpdate();
        position += events;
        try (Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO tenant_positions (tenant_id, sequence) VALUES ('bench', " + position
                    + ") ON CONFLICT (tenant_id) DO UPDATE SET sequence = excluded.sequence");
            sql.execute("NOTIFY buyledger_projected");
        }
        connection.commit();
        return position;
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}
