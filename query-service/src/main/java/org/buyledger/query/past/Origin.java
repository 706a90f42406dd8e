package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.ADAPTER_CONFIG;
import static org.buyledger.migrations.jooq.Tables.AUTH_CONFIG;
import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;
import static org.buyledger.migrations.jooq.Tables.CONTEXTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_AGENTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_REVIEWS;
import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;
import static org.buyledger.migrations.jooq.Tables.INVENTORY_PROFILES;
import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;
import static org.buyledger.migrations.jooq.Tables.MEDIA_PACKAGES;
import static org.buyledger.migrations.jooq.Tables.PERFORMANCE_FEEDBACK;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;
import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;
import static org.buyledger.migrations.jooq.Tables.PRODUCTS;
import static org.buyledger.migrations.jooq.Tables.SIGNALS_AGENTS;
import static org.buyledger.migrations.jooq.Tables.STRATEGIES;
import static org.buyledger.migrations.jooq.Tables.TENANTS;
import static org.buyledger.migrations.jooq.Tables.USERS;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.projector.Projections;
import org.buyledger.projector.runner.Projection;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Where the rows of a table come from: each from the events of one object alone, so that they can be folded without those
 * of any other.
 *
 * @param objectType the kind of that object
 * @param id the columns that have its id
 */
record Origin(Projection<?> projection, String objectType, List<Field<?>> id) {
    private static final List<Origin> ALL = List.of(
            of(TENANTS, "tenant", TENANTS.TENANT_ID),
            of(PRINCIPALS, "principal", PRINCIPALS.PRINCIPAL_ID),
            of(USERS, "user", USERS.USER_ID),
            of(CREATIVE_AGENTS, "creative_agent", CREATIVE_AGENTS.AGENT_ID),
            of(SIGNALS_AGENTS, "signals_agent", SIGNALS_AGENTS.AGENT_ID),
            of(ADAPTER_CONFIG, "adapter_config", ADAPTER_CONFIG.TENANT_ID),
            of(AUTH_CONFIG, "auth_config", AUTH_CONFIG.TENANT_ID),
            of(STRATEGIES, "strategy", STRATEGIES.STRATEGY_ID),
            of(INVENTORY_PROFILES, "inventory_profile", INVENTORY_PROFILES.PROFILE_ID),
            of(PRODUCTS, "product", PRODUCTS.PRODUCT_ID),
            of(PRICING_OPTIONS, "pricing_option", PRICING_OPTIONS.PRODUCT_ID, PRICING_OPTIONS.PRICING_OPTION_ID),
            of(CURRENCY_LIMITS, "currency_limit", CURRENCY_LIMITS.CURRENCY),
            of(MEDIA_BUYS, "media_buy", MEDIA_BUYS.MEDIA_BUY_ID),
            of(MEDIA_PACKAGES, "media_buy", MEDIA_PACKAGES.MEDIA_BUY_ID),
            of(CREATIVE_ASSIGNMENTS, "media_buy", CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID),
            of(CREATIVES, "creative", CREATIVES.PRINCIPAL_ID, CREATIVES.CREATIVE_ID),
            of(CREATIVE_REVIEWS, "creative", CREATIVE_REVIEWS.PRINCIPAL_ID, CREATIVE_REVIEWS.CREATIVE_ID),
            of(PERFORMANCE_FEEDBACK, "performance_feedback", PERFORMANCE_FEEDBACK.FEEDBACK_ID),
            of(CAMPAIGN_NOTES, "campaign_note", CAMPAIGN_NOTES.NOTE_ID),
            of(WORKFLOW_STEPS, "workflow_step", WORKFLOW_STEPS.STEP_ID),
            of(CONTEXTS, "context", CONTEXTS.CONTEXT_ID));

    private static Origin of(Table<?> table, String objectType, Field<?>... id) {
        Projection<?> projection = Projections.all().stream()
                .filter(one -> one.table().equals(table))
                .findFirst()
                .orElseThrow();
        return new Origin(projection, objectType, List.of(id));
    }

    /** The tables that hold something of objects of a kind. */
    static List<Origin> of(String objectType) {
        return ALL.stream()
                .filter(origin -> origin.objectType().equals(objectType))
                .toList();
    }

    /** The origin of a table's rows; empty for a table whose rows do not come from objects. */
    static Optional<Origin> ofTable(String name) {
        return ALL.stream().filter(origin -> origin.table().equals(name)).findFirst();
    }

    static Stream<String> tables() {
        return ALL.stream().map(Origin::table);
    }

    String table() {
        return projection.table().getName();
    }

    /** The object's id as SQL: events have it as one text. */
    String idText() {
        return id.stream().map(field -> '"' + field.getName() + '"').collect(Collectors.joining(" || '/' || "));
    }
}
