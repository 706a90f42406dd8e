package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.buyledger.events.Role;
import org.buyledger.migrations.Database;
import org.buyledger.query.audit.Commands;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.creative.Creatives;
import org.buyledger.query.http.Endpoint;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.mediabuy.MediaBuys;
import org.buyledger.query.mediabuy.PerformanceFeedback;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.workflow.Contexts;
import org.buyledger.query.workflow.WorkflowSteps;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page is the beginning of an index that has its order, or of several that are merged, whoever asks. */
class ListPlanTest {
    private static final Database DATABASE = TestDatabase.create().open();
    private static final Paging PAGING = new Paging(new Cursors(new byte[32]));
    private static final Map<String, Endpoint> LISTS = Map.of(
            "media-buys", new MediaBuys(PAGING)::list,
            "creatives", new Creatives(PAGING)::list,
            "workflow-steps", new WorkflowSteps(PAGING)::list,
            "contexts", new Contexts(PAGING)::list,
            "performance-feedback", new PerformanceFeedback(PAGING)::list,
            "commands", new Commands(PAGING)::list);

    /** 20,000 rows in each table, a fifth of them of one of the 81 buyers. */
    @BeforeAll
    static void write() {
        DATABASE.transaction(sql -> {
            // What is asked is how rows are found; that they are true is for other tests.
            sql.execute("SET LOCAL session_replication_role = replica");
            String buyer = "CASE n % 5 WHEN 0 THEN 'nova' ELSE 'p' || n % 80 END";
            String time = "'2026-01-01Z'::timestamptz + n * interval '1 minute'";
            for (String insert : List.of("""
                    INSERT INTO media_buys (tenant_id, media_buy_id, principal_id, account, brand, brand_domain, currency,
                        budget, start_time, end_time, paused, status, request_sha256, details, revision, created_at, updated_at)
                    SELECT 'acme', 'mb_' || n, BUYER, '{}', '{}', 'b.example', 'USD', 1 + n * 37 % 20000,
                        '2026-01-01Z'::timestamptz + n * 37 % 20000 * interval '1 hour', '2036-01-01Z', false,
                        (CASE n % 10 WHEN 0 THEN 'active' WHEN 1 THEN 'paused' ELSE 'completed' END)::media_buy_status,
                        '', '{}', 1, TIME, TIME""", """
                    INSERT INTO creatives (tenant_id, principal_id, creative_id, name, format_kind, assets, tags, details,
                        status, revision, created_at, updated_at)
                    SELECT 'acme', BUYER, 'c' || n, 'c', 'f' || n % 50, '{}', '{}', '{}',
                        (CASE n % 10 WHEN 0 THEN 'pending_review' WHEN 1 THEN 'rejected' ELSE 'approved' END)::creative_status,
                        1, TIME, TIME""", """
                    INSERT INTO workflow_steps (tenant_id, step_id, step_type, status, principal_id, object_type, object_id,
                        revision, created_at, updated_at)
                    SELECT 'acme', 'step_' || n, 'media_buy_creation',
                        (CASE n % 10 WHEN 0 THEN 'requires_approval' ELSE 'approved' END)::workflow_step_status,
                        BUYER, 'media_buy', 'mb_' || n, 1, TIME, TIME""", """
                    INSERT INTO contexts (tenant_id, context_id, principal_id, messages, revision, created_at, last_activity_at)
                    SELECT 'acme', 'ctx_' || n, BUYER, '[]', 1, TIME, TIME""", """
                    INSERT INTO performance_feedback (tenant_id, feedback_id, media_buy_id, principal_id, period_start,
                        period_end, performance_index, metric_type, feedback_source, details, created_at)
                    SELECT 'acme', 'fb_' || n, 'mb_' || n, BUYER, '2026-01-01Z', '2026-01-02Z', 1, 'brand_lift',
                        'buyer_attribution', '{}', TIME""", """
                    INSERT INTO command_results (tenant_id, command_id, actor, outcome, events, answered_at)
                    SELECT 'acme', 'cmd-' || n, 'principal:' || BUYER, 'accepted', '[]', TIME""")) {
                sql.execute(insert.replace("BUYER", "(" + buyer + ")").replace("TIME", time)
                        + " FROM generate_series(1, 20000) n");
            }
            return null;
        });
        DATABASE.transaction(sql -> sql.execute(
                "ANALYZE media_buys, creatives, workflow_steps, contexts, performance_feedback, command_results"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, media-buys, status=active&sort=-budget, media_buys_status_budget",
        "buyer, media-buys, '', media_buys_principal_id_updated_at",
        "viewer, creatives, '', creatives_updated_at",
        "viewer, creatives, format=f7, creatives_format_updated_at",
        "viewer, creatives, status=pending_review&sort=updated_at, creatives_status_updated_at",
        "viewer, creatives, principal_id=nova, creatives_principal_id_updated_at",
        "buyer, creatives, '', creatives_principal_id_updated_at",
        "viewer, workflow-steps, '', workflow_steps_updated_at",
        "viewer, workflow-steps, status=requires_approval&sort=created_at, workflow_steps_status_created_at",
        "buyer, workflow-steps, '', workflow_steps_principal_id_updated_at",
        "viewer, contexts, sort=last_activity_at, contexts_last_activity_at",
        "buyer, contexts, '', contexts_principal_id_last_activity_at",
        "viewer, performance-feedback, '', performance_feedback_created_at",
        "buyer, performance-feedback, '', performance_feedback_principal_id_created_at",
        "viewer, commands, '', command_results_answered_at",
        "viewer, commands, actor=principal:nova, command_results_actor_answered_at",
        "buyer, commands, sort=answered_at, command_results_actor_answered_at"
    })
    void a_page_is_read_from_its_index_and_not_sorted(String role, String list, String query, String index) {
        assertThat(plan(role, list, query)).contains("using " + index + " on").doesNotContain("Sort", "Seq Scan");
    }

    /** As many short walks as there are values, and a merge of what they found. */
    @ParameterizedTest
    @CsvSource({
        "media-buys, 'status=active,paused', media_buys_status_updated_at, 2",
        "media-buys, sort=-budget, media_buys_status_budget, 8",
        "media-buys, sort=start_time, media_buys_status_start_time, 8",
        "media-buys, sort=priority, media_buys_status_priority, 8",
        "creatives, 'status=rejected,pending_review', creatives_status_updated_at, 2",
        "workflow-steps, sort=created_at, workflow_steps_status_created_at, 8"
    })
    void what_has_its_order_within_each_status_is_walked_for_each(String list, String query, String index, int walks) {
        String plan = plan("viewer", list, query);

        assertThat(plan.split("using " + index + " on", -1)).hasSize(walks + 1);
        assertThat(plan).doesNotContain("Seq Scan");
    }

    /** How the database would find the page that the list asks for first. */
    private static String plan(String role, String list, String query) {
        return DATABASE.readOnly(sql -> {
            List<String> statements = new ArrayList<>();
            DSLContext heard = DSL.using(sql.configuration()
                    .derive(ExecuteListener.onRenderEnd((ExecuteContext c) ->
                            statements.add(sql.renderInlined(Objects.requireNonNull(c.query()))))));
            Caller caller = role.equals("buyer")
                    ? new Caller("acme", "nova", Role.BUYER)
                    : new Caller("acme", "ursula", Role.VIEWER);
            String path = "/v1/" + list;
            Objects.requireNonNull(LISTS.get(list))
                    .answer(new ReadRequest(caller, heard, path, path, "", Parameters.parse(query), "", header -> ""));
            return String.join(
                    "\n", sql.fetch("EXPLAIN " + statements.getFirst()).getValues(0, String.class));
        });
    }
}
