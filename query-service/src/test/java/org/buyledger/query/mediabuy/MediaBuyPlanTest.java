package org.buyledger.query.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.buyledger.events.Role;
import org.buyledger.migrations.Database;
import org.buyledger.query.TestDatabase;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Visible;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of media buys is the beginning of an index that has the order of the page. */
class MediaBuyPlanTest {
    private static final TestDatabase TEST = TestDatabase.create();
    private static final Database DATABASE = TEST.open();
    private static final Database READER = TEST.openAsReader();
    private static final MediaBuys MEDIA_BUYS = new MediaBuys(new Paging(new Cursors(new byte[32])));

    /** 30,000 buys of one tenant and 200 brands. */
    @BeforeAll
    static void write() {
        DATABASE.transaction(sql -> {
            sql.execute("INSERT INTO tenants VALUES ('acme', 'Acme', false, 'auto-approve', 1, now(), now())");
            sql.execute("INSERT INTO principals VALUES ('acme', 'nova', 'Nova', repeat('0', 64), 1, now(), now())");
            return sql.execute("""
                    INSERT INTO media_buys (tenant_id, media_buy_id, principal_id, account, brand, brand_domain, po_number,
                        currency, budget, start_time, end_time, paused, status, request_sha256, details, revision, created_at, updated_at)
                    SELECT 'acme', 'mb_' || n, 'nova', jsonb_build_object('account_id', 'acct_' || n % 300), '{}',
                        n % 200 || '.example', 'PO-' || n % 400, 'USD', 1,
                        '2026-01-01Z'::timestamptz + n * 37 % 30000 * interval '1 hour', '2036-01-01Z', false,
                        (CASE n % 10 WHEN 0 THEN 'active' WHEN 1 THEN 'pending_start' ELSE 'completed' END)::media_buy_status,
                        '', '{}', 1, now(), '2026-01-01Z'::timestamptz + n * interval '1 minute'
                    FROM generate_series(1, 30000) n""");
        });
        DATABASE.transaction(sql -> sql.execute("ANALYZE media_buys"));
    }

    @AfterAll
    static void close() {
        READER.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', media_buys_updated_at",
        "status=active, media_buys_status_updated_at",
        "status=pending_start&sort=start_time, media_buys_status_start_time",
        "status=pending_start&sort=-start_time, media_buys_status_start_time",
        "status=active&sort=start_time&start_time[gte]=2027-01-01T00:00:00Z, media_buys_status_start_time",
        "status=active&sort=-priority, media_buys_status_priority",
        "brand_domain=7.example, media_buys_brand_domain_updated_at",
        "account_id=acct_7, media_buys_account_id_updated_at",
        "po_number=PO-7, media_buys_po_number_updated_at"
    })
    void a_page_is_read_from_its_index_and_not_sorted(String query, String index) {
        assertThat(plan(query)).contains("using " + index + " on").doesNotContain("Sort", "Seq Scan");
    }

    /** How the database would find the page that the list asks for first. */
    private static String plan(String query) {
        return READER.readOnly(sql -> {
            Visible.tenant(sql, "acme");
            List<String> statements = new ArrayList<>();
            DSLContext heard = DSL.using(sql.configuration()
                    .derive(ExecuteListener.onRenderEnd((ExecuteContext c) ->
                            statements.add(sql.renderInlined(Objects.requireNonNull(c.query()))))));
            Caller caller = new Caller("acme", "ursula", Role.VIEWER);
            MEDIA_BUYS.list(new ReadRequest(
                    caller, heard, "/v1/media-buys", "/v1/media-buys", "", Parameters.parse(query), "", header -> ""));
            return String.join(
                    "\n", sql.fetch("EXPLAIN " + statements.getFirst()).getValues(0, String.class));
        });
    }
}
