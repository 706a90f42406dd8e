package org.buyledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.buyledger.events.Json;
import org.buyledger.events.Role;
import org.buyledger.migrations.Database;
import org.buyledger.query.TestDatabase;
import org.buyledger.query.auth.Caller;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What an auditor asks is answered from an index, in each of the months that it concerns. */
class AuditLogPlanTest {
    private static final Database DATABASE = TestDatabase.create().open();
    private static final AuditLog AUDIT_LOG =
            new AuditLog(new Paging(new Cursors(new byte[32])), (caller, token, out, download) -> {});

    /** 60,000 events of three tenants in three months. */
    @BeforeAll
    static void write() {
        DATABASE.transaction(sql -> {
            sql.execute("DROP TABLE audit_logs_2026");
            for (int month = 1; month <= 3; month++) {
                sql.execute(
                        "CREATE TABLE audit_logs_2026_0%d PARTITION OF audit_logs FOR VALUES FROM ('2026-0%d-01Z') TO ('2026-0%d-01Z')"
                                .formatted(month, month, month + 1));
            }
            return sql.execute("""
                    INSERT INTO audit_logs (tenant_id, sequence, event_id, type, object_type, object_id, revision,
                        actor, occurred_at, causation_id, correlation_id, hash, payload, partition, "offset")
                    SELECT 'tenant' || n % 3, 1 + n / 3, 'c' || n || '.1', 't', 'media_buy', 'mb_' || n / 30, 1,
                        'user:' || n % 500, '2026-01-01Z'::timestamptz + n * interval '2 minutes', 'c' || n,
                        CASE WHEN n % 2 = 0 THEN 'talk-' || n / 60 END, repeat('0', 64), '{}', 0, n
                    FROM generate_series(0, 59999) n""");
        });
        // Outside a transaction's view of statistics: the planner has to know what is there.
        DATABASE.transaction(sql -> sql.execute("ANALYZE audit_logs"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', audit_logs_pkey",
        "object_type=media_buy&object_id=mb_700, audit_logs_object",
        "actor=user:7, audit_logs_actor",
        "causation_id=c4711, audit_logs_causation",
        "correlation_id=talk-77, audit_logs_correlation"
    })
    void each_question_is_one_look_at_its_index_in_each_month(String query, String index) {
        Plan plan = plan(query);

        assertThat(plan.indexes()).containsExactly(index);
        assertThat(plan.partitions()).containsExactly("audit_logs_2026_01", "audit_logs_2026_02", "audit_logs_2026_03");
        assertThat(plan.others()).isEmpty();
    }

    @Test
    void a_window_of_time_is_looked_up_in_its_months_alone() {
        Plan plan = plan("occurred_at[gte]=2026-02-27T10:00:00Z&occurred_at[lt]=2026-02-27T11:00:00Z");

        assertThat(plan.indexes()).containsExactly("audit_logs_time");
        assertThat(plan.partitions()).containsExactly("audit_logs_2026_02");
        assertThat(plan.others()).isEmpty();
    }

    @Test
    void the_position_of_a_tenant_is_one_look_at_one_row() {
        Plan plan = DATABASE.readOnly(
                sql -> explain(sql, "SELECT sequence FROM tenant_positions WHERE tenant_id = 'tenant1'"));

        assertThat(plan.indexes()).containsExactly("tenant_positions_pkey");
    }

    /**
     * What the database would do.
     *
     * @param indexes those that are looked at, by the name that they have on the whole table
     * @param partitions the tables that are looked at
     * @param others scans without an index
     */
    private record Plan(TreeSet<String> indexes, TreeSet<String> partitions, List<String> others) {}

    /** The plan of the statement that the list runs. */
    private static Plan plan(String query) {
        return DATABASE.readOnly(sql -> {
            List<String> statements = new ArrayList<>();
            DSLContext heard = DSL.using(sql.configuration()
                    .derive(ExecuteListener.onRenderEnd((ExecuteContext c) ->
                            statements.add(sql.renderInlined(Objects.requireNonNull(c.query()))))));
            Caller caller = new Caller("tenant1", "ursula", Role.VIEWER);
            AUDIT_LOG.list(new ReadRequest(
                    caller, heard, "/v1/audit-log", "/v1/audit-log", "", Parameters.parse(query), "", header -> ""));
            assertThat(statements).hasSize(1);
            return explain(sql, statements.getFirst());
        });
    }

    private static Plan explain(DSLContext sql, String statement) {
        // A table of a test fits into memory and is read faster whole; real ones do not.
        sql.execute("SET LOCAL enable_seqscan = off");
        Plan plan = new Plan(new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        String json = Objects.requireNonNull(
                sql.fetchSingle("EXPLAIN (FORMAT JSON) " + statement).get(0, String.class));
        collect(sql, Json.EVENTS.readTree(json).get(0).get("Plan"), plan);
        return plan;
    }

    private static void collect(DSLContext sql, JsonNode node, Plan plan) {
        JsonNode index = node.get("Index Name");
        JsonNode table = node.get("Relation Name");
        if (index != null) {
            plan.indexes().add(whole(sql, index.stringValue()));
        }
        if (table != null) {
            plan.partitions().add(table.stringValue());
        }
        if (table != null
                && index == null
                && !node.get("Node Type").stringValue().equals("Bitmap Heap Scan")) {
            plan.others().add(node.toString());
        }
        Stream.ofNullable(node.get("Plans")).flatMap(JsonNode::valueStream).forEach(child -> collect(sql, child, plan));
    }

    /** The index of the whole table that an index of a month is part of. */
    private static String whole(DSLContext sql, String index) {
        return Objects.requireNonNull(sql.fetchSingle(
                        "SELECT coalesce((SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = ?::regclass), ?)",
                        index,
                        index)
                .get(0, String.class));
    }
}
