package org.buyledger.query;

import static org.buyledger.migrations.jooq.Tables.ADAPTER_CONFIG;
import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.AUTH_CONFIG;
import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;
import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;
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
import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;
import static org.buyledger.migrations.jooq.Tables.USERS;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.enums.AdapterType;
import org.buyledger.migrations.jooq.enums.AgentAuthType;
import org.buyledger.migrations.jooq.enums.ApprovalMode;
import org.buyledger.migrations.jooq.enums.AuthProvider;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewDecision;
import org.buyledger.migrations.jooq.enums.CreativeReviewOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewType;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.enums.DeliveryType;
import org.buyledger.migrations.jooq.enums.FeedbackSource;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.PerformanceMetric;
import org.buyledger.migrations.jooq.enums.PricingModel;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.buyledger.migrations.jooq.tables.records.CreativeReviewsRecord;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.migrations.jooq.tables.records.MediaPackagesRecord;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;
import org.jooq.JSONB;
import org.jooq.TableRecord;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/** Writes rows as the projector would; each method has usual values, which the last argument may change. */
final class Fixture {
    static final Instant T0 = Instant.parse("2026-11-01T10:00:00Z");

    private static final JSONB EMPTY = JSONB.jsonb("{}");

    private final Database database;

    Fixture(Database database) {
        this.database = database;
    }

    /** The token of an identity: nothing that anybody else would have. */
    static String token(String tenant, String id) {
        return "token-of-" + tenant + "-" + id;
    }

    void tenant(String tenant) {
        insert(database(TENANTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setName(tenant);
            row.setHumanReviewRequired(true);
            row.setApprovalMode(ApprovalMode.require_human);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
    }

    void principal(String tenant, String principal) {
        insert(database(PRINCIPALS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setPrincipalId(principal);
            row.setName(principal);
            row.setTokenSha256(Sha256.hex(token(tenant, principal)));
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
    }

    void user(String tenant, String user, UserRole role) {
        insert(database(USERS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setUserId(user);
            row.setEmail(user + "@example.com");
            row.setName(user);
            row.setRole(role);
            row.setTokenSha256(Sha256.hex(token(tenant, user)));
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
    }

    void product(String tenant, String product, Consumer<ProductsRecord> more) {
        insert(database(PRODUCTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setProductId(product);
            row.setName(product);
            row.setDeliveryType(DeliveryType.guaranteed);
            row.setFormatIds(JSONB.jsonb("[{\"agent_url\": \"https://formats.example\", \"id\": \"banner\"}]"));
            row.setChannels(new String[] {"display"});
            row.setCountries(new String[0]);
            row.setPlacementIds(new String[0]);
            row.setAutomaticCreation(true);
            row.setAllowedPrincipalIds(new String[0]);
            row.setDetails(EMPTY);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
            more.accept(row);
        }));
    }

    void price(String tenant, String product, String option, String amount) {
        insert(database(PRICING_OPTIONS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setProductId(product);
            row.setPricingOptionId(option);
            row.setPricingModel(PricingModel.cpm);
            row.setCurrency("USD");
            row.setFixedPrice(new BigDecimal(amount));
            row.setDetails(EMPTY);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
    }

    void mediaBuy(String tenant, String principal, String id, Consumer<MediaBuysRecord> more) {
        insert(database(MEDIA_BUYS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setMediaBuyId(id);
            row.setPrincipalId(principal);
            row.setAccount(JSONB.jsonb("{\"account_id\": \"acc\"}"));
            row.setBrand(JSONB.jsonb("{\"domain\": \"nova.example\"}"));
            row.setBrandDomain("nova.example");
            row.setCurrency("USD");
            row.setBudget(new BigDecimal("5000.10"));
            row.setStartTime(Instant.parse("2026-12-01T00:00:00Z"));
            row.setEndTime(Instant.parse("2026-12-11T00:00:00Z"));
            row.setPaused(false);
            row.setPriority(0);
            row.setStatus(MediaBuyStatus.active);
            row.setRequestSha256("ab".repeat(32));
            row.setDetails(EMPTY);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
            more.accept(row);
        }));
    }

    void mediaPackage(
            String tenant, String buy, String id, int ordinal, String product, Consumer<MediaPackagesRecord> more) {
        insert(database(MEDIA_PACKAGES.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setMediaBuyId(buy);
            row.setPackageId(id);
            row.setOrdinal(ordinal);
            row.setProductId(product);
            row.setPricingOptionId("cpm");
            row.setBudget(new BigDecimal("2500.05"));
            row.setPaused(false);
            row.setDetails(EMPTY);
            more.accept(row);
        }));
    }

    void creative(String tenant, String principal, String id, Consumer<CreativesRecord> more) {
        insert(database(CREATIVES.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setPrincipalId(principal);
            row.setCreativeId(id);
            row.setName("Creative " + id);
            row.setFormatKind("image");
            row.setAssets(JSONB.jsonb("{\"image\": {\"url\": \"https://cdn.example/a.png\"}}"));
            row.setTags(new String[] {"winter"});
            row.setDetails(EMPTY);
            row.setStatus(CreativeStatus.approved);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
            more.accept(row);
        }));
    }

    void review(String tenant, String principal, String creative, String id, Consumer<CreativeReviewsRecord> more) {
        insert(database(CREATIVE_REVIEWS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setReviewId(id);
            row.setPrincipalId(principal);
            row.setCreativeId(creative);
            row.setReviewType(CreativeReviewType.human);
            row.setReviewer("user:ursula");
            row.setDecision(CreativeReviewDecision.approve);
            row.setCategories(new String[] {"gambling"});
            row.setRecommendations(new String[0]);
            row.setHumanOverride(false);
            row.setFinalDecision(CreativeReviewOutcome.approved);
            row.setReviewedAt(T0);
            more.accept(row);
        }));
    }

    void feedback(String tenant, String principal, String buy, String id) {
        insert(database(PERFORMANCE_FEEDBACK.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setFeedbackId(id);
            row.setMediaBuyId(buy);
            row.setPrincipalId(principal);
            row.setPeriodStart(T0);
            row.setPeriodEnd(T0.plus(Duration.ofDays(7)));
            row.setPerformanceIndex(new BigDecimal("1.25"));
            row.setMetricType(PerformanceMetric.brand_lift);
            row.setFeedbackSource(FeedbackSource.buyer_attribution);
            row.setDetails(EMPTY);
            row.setCreatedAt(T0);
        }));
    }

    void note(String tenant, String buy, String id, Instant at) {
        insert(database(CAMPAIGN_NOTES.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setMediaBuyId(buy);
            row.setNoteId(id);
            row.setAuthor("user:ursula");
            row.setBody("Watch it.");
            row.setCreatedAt(at);
        }));
    }

    void assignment(String tenant, String principal, String buy, String mediaPackage, String creative) {
        insert(database(CREATIVE_ASSIGNMENTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setMediaBuyId(buy);
            row.setPackageId(mediaPackage);
            row.setCreativeId(creative);
            row.setPrincipalId(principal);
            row.setWeight(new BigDecimal("60"));
            row.setPlacementIds(new String[] {"top"});
            row.setDetails(EMPTY);
            row.setCreatedAt(T0);
        }));
    }

    void step(String tenant, String principal, String id, Consumer<WorkflowStepsRecord> more) {
        insert(database(WORKFLOW_STEPS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setStepId(id);
            row.setStepType(WorkflowStepType.media_buy_creation);
            row.setStatus(WorkflowStepStatus.requires_approval);
            row.setPrincipalId(principal);
            row.setObjectType("media_buy");
            row.setObjectId("mb_1");
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
            more.accept(row);
        }));
    }

    void context(String tenant, String principal, String id) {
        insert(database(CONTEXTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setContextId(id);
            row.setPrincipalId(principal);
            row.setObjectType("media_buy");
            row.setObjectId("mb_1");
            row.setMessages(JSONB.jsonb(
                    "[{\"at\": \"2026-11-01T10:00:00Z\", \"actor\": \"principal:nova\", \"text\": \"Hello\"}]"));
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setLastActivityAt(T0);
        }));
    }

    void event(String tenant, long sequence, Consumer<AuditLogsRecord> more) {
        insert(eventRow(tenant, sequence, more));
    }

    /** As the projector writes an event: with the position, and a notification, in one transaction. */
    void project(String tenant, long sequence, Consumer<AuditLogsRecord> more) {
        AuditLogsRecord row = eventRow(tenant, sequence, more);
        database.transaction(db -> {
            row.attach(db.configuration());
            row.insert();
            db.execute("""
                    INSERT INTO tenant_positions (tenant_id, sequence) VALUES (?, ?)
                    ON CONFLICT (tenant_id) DO UPDATE SET sequence = excluded.sequence""", tenant, sequence);
            return db.execute("NOTIFY buyledger_projected");
        });
    }

    private static AuditLogsRecord eventRow(String tenant, long sequence, Consumer<AuditLogsRecord> more) {
        return database(AUDIT_LOGS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setSequence(sequence);
            row.setEventId("cmd-" + sequence + ".1");
            row.setType("org.buyledger.media_buy.started.v1");
            row.setObjectType("media_buy");
            row.setObjectId("mb_1");
            row.setRevision(1L);
            row.setActor("system:clock");
            row.setOccurredAt(T0.plusSeconds(sequence));
            row.setCausationId("cmd-" + sequence);
            row.setHash("0".repeat(64));
            row.setPayload(JSONB.jsonb("{\"media_buy_id\": \"mb_1\", \"status\": \"active\"}"));
            row.setPartition(0);
            row.setOffset(sequence);
            more.accept(row);
        });
    }

    void position(String tenant, long sequence) {
        insert(database(TENANT_POSITIONS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setSequence(sequence);
        }));
    }

    void command(String tenant, String actor, String id, Consumer<CommandResultsRecord> more) {
        insert(database(COMMAND_RESULTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setCommandId(id);
            row.setActor(actor);
            row.setOutcome(CommandOutcome.accepted);
            row.setPosition(7L);
            row.setEvents(JSONB.jsonb("""
                    [{"id": "%s.1", "type": "org.buyledger.media_buy.created.v1", "subject": "media_buy/mb_1", "sequence": 7,
                      "revision": 1}]""".formatted(id)));
            row.setResponse(JSONB.jsonb("{\"media_buy_id\": \"mb_1\"}"));
            row.setAnsweredAt(T0);
            more.accept(row);
        }));
    }

    /** One row of everything that a tenant's people configure, each with {@code id} where it has one. */
    void configuration(String tenant, String principal, String id) {
        insert(database(CURRENCY_LIMITS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setCurrency("USD");
            row.setMinPackageBudget(new BigDecimal("100"));
            row.setMaxDailyPackageSpend(new BigDecimal("5000.50"));
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        insert(database(INVENTORY_PROFILES.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setProfileId(id);
            row.setName(id);
            row.setInventoryConfig(JSONB.jsonb("{\"ad_units\": [\"home\"]}"));
            row.setFormatIds(JSONB.jsonb("[]"));
            row.setPublisherProperties(JSONB.jsonb("[]"));
            row.setTargetingTemplate(EMPTY);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        insert(database(CREATIVE_AGENTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setAgentId(id);
            row.setAgentUrl("https://creative.example");
            row.setName(id);
            row.setEnabled(true);
            row.setPriority(10);
            row.setAuthType(AgentAuthType.bearer);
            row.setCredentials("env:CREATIVE_AGENT_TOKEN");
            row.setTimeoutSeconds(30);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        insert(database(SIGNALS_AGENTS.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setAgentId(id);
            row.setAgentUrl("https://signals.example");
            row.setName(id);
            row.setEnabled(false);
            row.setTimeoutSeconds(30);
            row.setForwardPromotedOffering(true);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        insert(database(ADAPTER_CONFIG.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setAdapterType(AdapterType.mock);
            row.setManualApprovalRequired(false);
            row.setManualApprovalOperations(new String[0]);
            row.setSettings(JSONB.jsonb("{\"name\": \"" + id + "\"}"));
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        insert(database(AUTH_CONFIG.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setOidcEnabled(true);
            row.setProvider(AuthProvider.okta);
            row.setClientId(id);
            row.setClientSecret("file:/run/secrets/oidc");
            row.setScopes("openid");
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
        strategy(tenant, principal, id);
    }

    /** A strategy of a principal, or of everybody where that is null. */
    void strategy(String tenant, @Nullable String principal, String id) {
        insert(database(STRATEGIES.newRecord(), row -> {
            row.setTenantId(tenant);
            row.setStrategyId(id);
            row.setPrincipalId(principal);
            row.setName(id);
            row.setConfig(EMPTY);
            row.setIsSimulation(false);
            row.setRevision(1L);
            row.setCreatedAt(T0);
            row.setUpdatedAt(T0);
        }));
    }

    /** Runs SQL, as somebody at psql would. */
    void sql(String sql) {
        database.transaction(db -> db.execute(sql));
    }

    private static <R extends TableRecord<R>> R database(R row, Consumer<R> values) {
        values.accept(row);
        return row;
    }

    private void insert(UpdatableRecord<?> row) {
        database.transaction(db -> {
            row.attach(db.configuration());
            return row.insert();
        });
    }
}
