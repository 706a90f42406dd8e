package org.buyledger.benchmarks.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.buyledger.events.Sha256;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Media buys of several tenants, each with two packages and a creative in one of them. Ids are decimal digits, so that pgbench can
 * draw them: tenants from 1, buys from {@link #FIRST}, each next one of the next tenant.
 */
final class Buys {
    static final int TENANTS = 8;

    /** As long as the ids that command-service gives. */
    static final long FIRST = 1_000_000_000_000_000L;

    private static final int PRINCIPALS = 250;
    private static final int CREATIVES = 50;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS_APART = 10;

    private static final List<String> STATUSES = List.of(
            "pending_approval",
            "pending_creatives",
            "pending_start",
            "active",
            "active",
            "paused",
            "completed",
            "completed",
            "completed",
            "canceled");

    private final PGConnection postgres;

    private Buys(PGConnection postgres) {
        this.postgres = postgres;
    }

    /** The token of a user who sees all of a tenant. */
    static String token(int tenant) {
        return "token-of-a-user-of-" + tenant;
    }

    /** Which tenant's a buy is. */
    static int tenant(long buy) {
        return (int) (buy % TENANTS) + 1;
    }

    /** Fills the empty tables. Foreign keys are not looked at: what is written meets them. */
    static void fill(Connection connection, int count) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            Buys buys = new Buys(connection.unwrap(PGConnection.class));
            buys.tenants();
            buys.principals();
            buys.mediaBuys(count);
            buys.packages(count);
            buys.assignments(count);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private void tenants() throws SQLException {
        copy(
                "tenants (tenant_id, name, human_review_required, approval_mode, revision, created_at, updated_at)",
                to -> {
                    for (int t = 1; t <= TENANTS; t++) {
                        to.row(t, "Publisher " + t, "f", "auto-approve", 1, BEGIN, BEGIN);
                    }
                });
        copy("tenant_positions (tenant_id, sequence)", to -> {
            for (int t = 1; t <= TENANTS; t++) {
                to.row(t, 1_000_000);
            }
        });
        copy("users (tenant_id, user_id, email, name, role, token_sha256, revision, created_at, updated_at)", to -> {
            for (int t = 1; t <= TENANTS; t++) {
                to.row(t, "u", "u@example.com", "U", "viewer", Sha256.hex(token(t)), 1, BEGIN, BEGIN);
            }
        });
    }

    private void principals() throws SQLException {
        copy("principals (tenant_id, principal_id, name, token_sha256, revision, created_at, updated_at)", to -> {
            for (int t = 1; t <= TENANTS; t++) {
                for (int p = 0; p < PRINCIPALS; p++) {
                    to.row(t, "p" + p, "P" + p, Sha256.hex("token-" + t + "-" + p), 1, BEGIN, BEGIN);
                }
            }
        });
    }

    private void mediaBuys(int count) throws SQLException {
        copy(
                "media_buys (tenant_id, media_buy_id, principal_id, account, brand, brand_domain, po_number, currency, budget,"
                        + " start_time, end_time, paused, status, canceled_at, canceled_by, request_sha256, details, revision,"
                        + " created_at, updated_at)",
                to -> {
                    for (int n = 0; n < count; n++) {
                        long id = FIRST + n;
                        // Each of a tenant's statuses and principals in turn, but not in step.
                        int own = n / TENANTS;
                        String status = STATUSES.get(own % STATUSES.size());
                        boolean isCanceled = status.equals("canceled");
                        Instant changed = BEGIN.plusSeconds((long) n * SECONDS_APART);
                        to.row(
                                tenant(id),
                                id,
                                "p" + own / STATUSES.size() % PRINCIPALS,
                                "{\"account_id\": \"acc_" + own % 20 + "\"}",
                                "{\"domain\": \"nova.example\"}",
                                "nova.example",
                                "PO-" + n,
                                "USD",
                                "5000.50",
                                changed,
                                changed.plusSeconds(2_592_000),
                                status.equals("paused") ? "t" : "f",
                                status,
                                isCanceled ? changed : "\\N",
                                isCanceled ? "buyer" : "\\N",
                                Sha256.hex(Long.toString(id)),
                                "{\"idempotency_key\": \"0f8fad5b-d9cb-469f-a165-" + (100_000_000_000L + n)
                                        + "\", \"context\": {\"campaign\": \"winter\", \"trace\": \"b7ad6b7169203331\"}}",
                                3,
                                BEGIN,
                                changed);
                    }
                });
    }

    private void packages(int count) throws SQLException {
        copy(
                "media_packages (tenant_id, media_buy_id, package_id, ordinal, product_id, pricing_option_id, budget, pacing,"
                        + " impressions, paused, details)",
                to -> {
                    for (int n = 0; n < count; n++) {
                        for (int ordinal = 1; ordinal <= 2; ordinal++) {
                            to.row(
                                    tenant(FIRST + n),
                                    FIRST + n,
                                    "pkg_" + n + "_" + ordinal,
                                    ordinal,
                                    "home_page",
                                    "cpm_usd",
                                    "2500.25",
                                    "even",
                                    100_000,
                                    "f",
                                    "{\"targeting_overlay\": {\"geo_countries\": [\"US\", \"CA\"]}}");
                        }
                    }
                });
    }

    private void assignments(int count) throws SQLException {
        copy(
                "creative_assignments (tenant_id, media_buy_id, package_id, creative_id, principal_id, weight, placement_ids,"
                        + " details, created_at)",
                to -> {
                    for (int n = 0; n < count; n++) {
                        int own = n / TENANTS;
                        to.row(
                                tenant(FIRST + n),
                                FIRST + n,
                                "pkg_" + n + "_1",
                                "creative_" + own % CREATIVES,
                                "p" + own / STATUSES.size() % PRINCIPALS,
                                100,
                                "{}",
                                "{}",
                                BEGIN);
                    }
                });
    }

    @FunctionalInterface
    private interface Rows {
        void write(Lines to) throws SQLException;
    }

    private void copy(String table, Rows rows) throws SQLException {
        Lines lines = new Lines(postgres.getCopyAPI().copyIn("COPY " + table + " FROM STDIN"));
        rows.write(lines);
        lines.end();
    }

    /** COPY's text format; no value holds a tab, a line break or a backslash but that of null. */
    private static final class Lines {
        private static final int BLOCK = 1 << 16;

        private final CopyIn copy;
        private final StringBuilder text = new StringBuilder(2 * BLOCK);

        Lines(CopyIn copy) {
            this.copy = copy;
        }

        void row(Object... values) throws SQLException {
            StringJoiner line = new StringJoiner("\t", "", "\n");
            for (Object value : values) {
                line.add(value.toString());
            }
            text.append(line);
            if (text.length() > BLOCK) {
                send();
            }
        }

        private void send() throws SQLException {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            text.setLength(0);
        }

        void end() throws SQLException {
            send();
            copy.endCopy();
        }
    }
}
