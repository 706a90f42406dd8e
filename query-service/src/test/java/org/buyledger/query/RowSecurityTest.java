package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.auth.Visible;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: queries that forgot their filter, on every table that has a tenant. */
class RowSecurityTest {
    private static final TestDatabase TEST = TestDatabase.create();
    private static final Database OWNER = TEST.open();
    private static final Database READER = TEST.openAsReader();

    /** A row of acme and one of zeta in each table; what else the tables check is beside the point here. */
    @BeforeAll
    static void write() {
        OWNER.transaction(db -> db.execute("""
                DO $$
                DECLARE
                    t record; who text; names text; given text;
                BEGIN
                    FOR t IN SELECT conrelid::regclass AS rel, conname FROM pg_constraint
                        WHERE contype IN ('c', 'f') AND NOT (SELECT relispartition FROM pg_class WHERE oid = conrelid)
                            AND connamespace = current_schema()::regnamespace LOOP
                        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', t.rel, t.conname);
                    END LOOP;
                    FOR t IN SELECT c.oid, c.oid::regclass AS rel FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                            AND c.relnamespace = current_schema()::regnamespace LOOP
                        FOREACH who IN ARRAY ARRAY['acme', 'zeta'] LOOP
                            SELECT string_agg(quote_ident(a.attname), ', '),
                                string_agg(CASE
                                    WHEN a.attname = 'tenant_id' THEN quote_literal(who)
                                    WHEN y.typcategory = 'E' THEN (SELECT quote_literal(min(enumlabel)) FROM pg_enum
                                        WHERE enumtypid = y.oid)
                                    WHEN y.typcategory = 'N' THEN '1'
                                    WHEN y.typcategory = 'D' THEN '''2026-06-01Z'''
                                    WHEN y.typcategory = 'B' THEN 'false'
                                    WHEN y.typcategory IN ('A', 'U') THEN '''{}'''
                                    ELSE quote_literal(who || '-' || a.attname) END, ', ')
                                INTO names, given
                                FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                                WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
                                    AND (a.attnotnull OR a.attname = 'token_sha256') AND a.attgenerated = '';
                            EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', t.rel, names, given);
                        END LOOP;
                    END LOOP;
                END
                $$"""));
    }

    @AfterAll
    static void close() {
        READER.close();
        OWNER.close();
    }

    /** Tables, months of the audit log and views. */
    static List<String> relations() {
        return named("c.relkind IN ('r', 'p', 'v')");
    }

    static List<String> wholeTables() {
        return named("c.relkind IN ('r', 'p') AND NOT c.relispartition");
    }

    private static List<String> named(String condition) {
        return OWNER.readOnly(db -> db.fetch("""
                SELECT c.relname::text FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                WHERE c.relnamespace = current_schema()::regnamespace AND\s""" + condition + " ORDER BY 1")).getValues(0, String.class);
    }

    private static List<String> tenantsIn(String table, Consumer<DSLContext> shown) {
        return READER.readOnly(db -> {
            shown.accept(db);
            return db.fetch("SELECT DISTINCT tenant_id FROM " + table + " ORDER BY 1")
                    .getValues(0, String.class);
        });
    }

    @Test
    void there_is_something_to_see() {
        assertThat(wholeTables()).hasSizeGreaterThan(20);
        for (String table : wholeTables()) {
            assertThat(OWNER.readOnly(db -> db.fetch("SELECT DISTINCT tenant_id FROM " + table + " ORDER BY 1"))
                            .getValues(0, String.class))
                    .as(table)
                    .containsExactly("acme", "zeta");
        }
    }

    @ParameterizedTest
    @MethodSource("relations")
    void where_no_tenant_is_shown_there_is_nothing(String relation) {
        assertThat(tenantsIn(relation, db -> {})).isEmpty();
        assertThat(tenantsIn(relation, db -> Visible.tenant(db, ""))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("relations")
    void a_query_that_forgot_its_filter_sees_the_tenant_alone(String relation) {
        List<String> seen = tenantsIn(relation, db -> Visible.tenant(db, "acme"));

        // A month is read through the table; by its own name it shows nothing.
        assertThat(seen).isEqualTo(relation.matches("audit_logs_.*") ? List.of() : List.of("acme"));
    }

    @ParameterizedTest
    @MethodSource("relations")
    void to_show_all_tenants_is_to_show_which_there_are_and_how_far(String relation) {
        assertThat(tenantsIn(relation, Visible::allTenants))
                .isEqualTo(
                        Stream.of("tenants", "tenant_positions").anyMatch(relation::equals)
                                ? List.of("acme", "zeta")
                                : List.of());
    }

    @Test
    void a_token_shows_its_holder_and_nobody_else() {
        OWNER.transaction(db ->
                db.execute("UPDATE principals SET token_sha256 = ? WHERE tenant_id = 'zeta'", Sha256.hex("secret")));

        List<String> seen = READER.readOnly(db -> {
            db.fetch("SELECT set_config('buyledger.token_sha256', ?, true)", Sha256.hex("secret"));
            return db.fetch("SELECT tenant_id FROM principals UNION ALL SELECT tenant_id FROM users")
                    .getValues(0, String.class);
        });

        assertThat(seen).containsExactly("zeta");
        Optional<Tokens.Identified> who =
                READER.readOnly(db -> new Tokens(Optional.empty()).identify(db, Sha256.hex("secret")));
        assertThat(who.orElseThrow().caller().tenant()).isEqualTo("zeta");
    }

    @Test
    void what_a_transaction_shows_ends_with_it() {
        READER.readOnly(db -> {
            Visible.tenant(db, "acme");
            return null;
        });
        for (int i = 0; i < 8; i++) {
            assertThat(tenantsIn("media_buys", db -> {})).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE tenants SET name = 'x'", "DELETE FROM users", "CREATE TABLE mine (n integer)"})
    void what_reads_cannot_write(String sql) {
        assertThatThrownBy(() -> READER.readOnly(db -> {
                    Visible.tenant(db, "acme");
                    return db.execute(sql);
                }))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_view_has_every_column_of_its_table() {
        for (String table : List.of("media_buys", "creatives", "workflow_steps")) {
            assertThat(columns(table + "_of_tenant")).as(table).isEqualTo(columns(table));
        }
    }

    private static List<String> columns(String relation) {
        return OWNER.readOnly(db -> db.fetch("""
                SELECT attname::text FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY 1""", relation)).getValues(0, String.class);
    }
}
