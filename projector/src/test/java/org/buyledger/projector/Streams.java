package org.buyledger.projector;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Actor;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.Role;
import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.DeliveryType;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.catalogue.PricingModel;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.configuration.ConfigurationEvent;
import org.buyledger.events.configuration.StrategyId;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.creative.ReviewId;
import org.buyledger.events.mediabuy.AccountRef;
import org.buyledger.events.mediabuy.BrandRef;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.FeedbackId;
import org.buyledger.events.mediabuy.FeedbackSource;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.MetricType;
import org.buyledger.events.mediabuy.NoteId;
import org.buyledger.events.mediabuy.Pacing;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.mediabuy.Party;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantProfile;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.ContextId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/** Events to fold. */
public final class Streams {
    public static final PrincipalId NOVA = new PrincipalId("nova");
    public static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    public static final Instant END = Instant.parse("2026-12-11T00:00:00Z");

    private Streams() {}

    /** A tenant with everything that buys need. */
    public static TestLog catalogue(TestLog log, String tenant) {
        return log.add(tenant, new TenantEvent.Registered(new TenantId(tenant), "Acme", TenantSettings.DEFAULT))
                .add(
                        tenant,
                        new UserEvent.Put(
                                new UserId("ada"), "ada@acme.example", "Ada", Role.ADMIN, TokenHash.ofToken("admin")))
                .add(tenant, new PrincipalEvent.Registered(NOVA, "Nova", TokenHash.ofToken("nova")))
                .add(
                        tenant,
                        new CatalogueEvent.CurrencyLimitSet(
                                new CurrencyLimit("USD", new BigDecimal("100"), new BigDecimal("1000.50"))))
                .add(tenant, new CatalogueEvent.ProductPut(product("home")))
                .add(tenant, CatalogueEvent.PricingOptionPut.of(price("home")))
                .add(tenant, new CatalogueEvent.ProductPut(product("video")))
                .add(tenant, CatalogueEvent.PricingOptionPut.of(price("video")));
    }

    public static Product product(String id) {
        return new Product(
                new ProductId(id),
                "The \"" + id + "\" page",
                null,
                DeliveryType.GUARANTEED,
                List.of(new FormatId("https://formats.example", "banner", 300, 250, null)),
                List.of("display", "a \"quoted\\\" one"),
                List.of(),
                List.of("top"),
                null,
                List.of(NOVA),
                null,
                48,
                null,
                List.of(),
                Map.of("product_card", Json.EVENTS.readTree("{\"a\":[1,null]}")));
    }

    private static PricingOption price(String product) {
        return new PricingOption(
                new ProductId(product),
                new PricingOptionId("cpm"),
                PricingModel.CPM,
                "USD",
                new BigDecimal("12.505"),
                null,
                null,
                Map.of());
    }

    public static CreativeEvent.Synced creative(String id, CreativeStatus status) {
        return new CreativeEvent.Synced(
                NOVA,
                new CreativeId(id),
                new CreativeEvent.Content(
                        "Banner",
                        new FormatId("https://formats.example", "banner", null, null, null),
                        null,
                        Json.EVENTS.readTree("{}"),
                        List.of("spring"),
                        Map.of()),
                status);
    }

    public static MediaPackage part(String id, String product, String budget, String... creatives) {
        return new MediaPackage(
                new PackageId(id),
                new ProductId(product),
                new PricingOptionId("cpm"),
                new BigDecimal(budget),
                null,
                Pacing.FRONT_LOADED,
                new BigDecimal("100000"),
                null,
                END,
                null,
                false,
                null,
                java.util.Arrays.stream(creatives)
                        .map(c -> new CreativeAssignment(
                                new CreativeId(c), new BigDecimal("40"), List.of("top"), Map.of()))
                        .toList(),
                Map.of("targeting_overlay", Json.EVENTS.readTree("{\"geo_countries\":[\"US\"]}")));
    }

    public static MediaPackage canceled(MediaPackage part, Instant at) {
        return new MediaPackage(
                part.packageId(),
                part.productId(),
                part.pricingOptionId(),
                part.budget(),
                part.bidPrice(),
                part.pacing(),
                part.impressions(),
                part.startTime(),
                part.endTime(),
                part.creativeDeadline(),
                part.paused(),
                new Cancellation(at, Party.BUYER, "weak"),
                part.creativeAssignments(),
                part.details());
    }

    public static MediaBuyEvent.Created created(String id, MediaBuyStatus status, MediaPackage... parts) {
        return new MediaBuyEvent.Created(
                new MediaBuyId(id),
                NOVA,
                new AccountRef("acc-1", null, null, null),
                new BrandRef("nova.example", null, Map.of()),
                "PO-7",
                START,
                END,
                deadline(parts),
                "USD",
                new BigDecimal("5000.10"),
                false,
                List.of(parts),
                status,
                null,
                "0".repeat(64),
                Map.of("ext", Json.EVENTS.readTree("{\"x\":1}")));
    }

    private static @Nullable Instant deadline(MediaPackage... parts) {
        return parts[0].creativeDeadline();
    }

    public static MediaBuyEvent.Updated updated(String id, MediaBuyStatus status, MediaPackage... parts) {
        return new MediaBuyEvent.Updated(
                new MediaBuyId(id),
                NOVA,
                null,
                List.of("updated_budget"),
                START,
                END,
                deadline(parts),
                false,
                List.of(parts),
                new BigDecimal("6000"),
                status,
                Map.of("invoice_recipient", Json.EVENTS.readTree("\"X\"")));
    }

    public static WorkflowEvent.Opened opened(String step, StepType type, String object) {
        return new WorkflowEvent.Opened(
                new StepId(step), type, object, 1, NOVA, null, StepStatus.REQUIRES_APPROVAL, START);
    }

    /** Every kind of event at least once. */
    public static TestLog everything(TestLog log, String tenant) {
        MediaBuyId buy = new MediaBuyId("mb_1");
        catalogue(log, tenant)
                .add(
                        tenant,
                        new TenantEvent.Updated(
                                new TenantId(tenant),
                                "Acme Media",
                                new TenantSettings(
                                        false,
                                        ApprovalMode.AI_POWERED,
                                        48,
                                        new BigDecimal("0.8"),
                                        null,
                                        List.of("gambling"),
                                        24),
                                new TenantProfile(
                                        "acme",
                                        "ads.acme.example",
                                        "gold",
                                        "money@acme.example",
                                        List.of("eve@acme.example"),
                                        List.of("acme.example"),
                                        "{brand_name} {date_range}")))
                .add(
                        tenant,
                        new CatalogueEvent.PricingOptionRemoved(new ProductId("video"), new PricingOptionId("cpm")))
                .add(tenant, new CatalogueEvent.ProductArchived(new ProductId("video")))
                .add(tenant, new CatalogueEvent.CurrencyLimitSet(new CurrencyLimit("GBP", null, null)))
                .add(tenant, new CatalogueEvent.CurrencyLimitRemoved("GBP"))
                .add(tenant, Configurations.profile("sport"))
                .add(tenant, Configurations.profile("news"))
                .add(tenant, new CatalogueEvent.InventoryProfileRemoved(new InventoryProfileId("news")))
                .add(tenant, Configurations.creativeAgent("formats"))
                .add(tenant, Configurations.creativeAgent("old"))
                .add(tenant, new ConfigurationEvent.CreativeAgentRemoved(new AgentId("old")))
                .add(tenant, Configurations.signalsAgent("signals"))
                .add(tenant, Configurations.signalsAgent("old"))
                .add(tenant, new ConfigurationEvent.SignalsAgentRemoved(new AgentId("old")))
                .add(tenant, Configurations.adapter(tenant))
                .add(tenant, Configurations.auth(tenant))
                .add(tenant, Configurations.strategy("sim_bold", null))
                .add(tenant, Configurations.strategy("calm", NOVA))
                .add(tenant, Configurations.strategy("old", NOVA))
                .add(tenant, new ConfigurationEvent.StrategyRemoved(new StrategyId("old")))
                .add(tenant, Actor.ROOT, new TenantEvent.Deactivated(new TenantId(tenant)))
                .add(tenant, Actor.ROOT, new TenantEvent.Reactivated(new TenantId(tenant)))
                .add(tenant, new PrincipalEvent.TokenRotated(NOVA, TokenHash.ofToken("new")))
                .add(
                        tenant,
                        new PrincipalEvent.Registered(new PrincipalId("orbit"), "Orbit", TokenHash.ofToken("orbit")))
                .add(tenant, new PrincipalEvent.Deactivated(new PrincipalId("orbit")))
                .add(tenant, new UserEvent.Put(new UserId("max"), "max@acme.example", "Max", Role.MANAGER, null))
                .add(tenant, new UserEvent.TokenRotated(new UserId("max"), TokenHash.ofToken("max")))
                .add(
                        tenant,
                        new UserEvent.Put(
                                new UserId("eve"), "eve@acme.example", "Eve", Role.VIEWER, TokenHash.ofToken("eve")))
                .add(tenant, new UserEvent.Deactivated(new UserId("eve")))
                .add(tenant, creative("c1", CreativeStatus.PENDING_REVIEW))
                .add(tenant, opened("step_c1", StepType.CREATIVE_APPROVAL, "creative/nova/c1"))
                .add(tenant, creative("c2", CreativeStatus.APPROVED))
                .add(tenant, created("mb_1", MediaBuyStatus.PENDING_APPROVAL, part("pkg_1", "home", "5000.10", "c1")))
                .add(tenant, opened("step_1", StepType.MEDIA_BUY_CREATION, "media_buy/mb_1"))
                .add(tenant, new WorkflowEvent.Assigned(new StepId("step_1"), new UserId("max")))
                .add(tenant, new WorkflowEvent.Commented(new StepId("step_1"), "A \"big\" one."))
                .add(tenant, Actor.of(new UserId("max")), new WorkflowEvent.Commented(new StepId("step_1"), "Mine."))
                .add(tenant, Actor.CLOCK, new WorkflowEvent.Overdue(new StepId("step_1"), START))
                .add(tenant, new WorkflowEvent.Approved(new StepId("step_1"), "fine", StepStatus.APPROVED))
                .add(
                        tenant,
                        new MediaBuyEvent.Approved(
                                buy,
                                NOVA,
                                new StepId("step_1"),
                                MediaBuyStatus.PENDING_CREATIVES,
                                log.now(),
                                List.of(part("pkg_1", "home", "5000.10", "c1")),
                                null))
                .add(
                        tenant,
                        new MediaBuyEvent.CreativeDeadlineExtended(
                                buy,
                                NOVA,
                                List.of(part("pkg_1", "home", "5000.10", "c1").withCreativeDeadline(START)),
                                START,
                                MediaBuyStatus.PENDING_CREATIVES))
                .add(tenant, new WorkflowEvent.Approved(new StepId("step_c1"), null, StepStatus.APPROVED))
                .add(
                        tenant,
                        new CreativeEvent.Approved(
                                NOVA, new CreativeId("c1"), new StepId("step_c1"), null, CreativeStatus.APPROVED))
                .add(tenant, new MediaBuyEvent.Prioritized(buy, NOVA, 7, MediaBuyStatus.PENDING_CREATIVES))
                .add(tenant, new CampaignNoteEvent.Added(new NoteId("note_1"), buy, "Watch the \"first\" week."))
                .add(tenant, new MediaBuyEvent.CreativesApproved(buy, NOVA, MediaBuyStatus.PENDING_START))
                .add(tenant, Actor.CLOCK, new MediaBuyEvent.Started(buy, NOVA, MediaBuyStatus.ACTIVE))
                .add(
                        tenant,
                        updated(
                                "mb_1",
                                MediaBuyStatus.ACTIVE,
                                part("pkg_1", "home", "5500", "c1"),
                                part("pkg_2", "video", "500")))
                .add(
                        tenant,
                        new MediaBuyEvent.CreativesAssigned(
                                buy, NOVA, List.of(part("pkg_2", "video", "500", "c1", "c2")), MediaBuyStatus.ACTIVE))
                .add(
                        tenant,
                        updated(
                                "mb_1",
                                MediaBuyStatus.ACTIVE,
                                canceled(part("pkg_1", "home", "5500", "c1"), log.now()),
                                part("pkg_2", "video", "500", "c2")))
                .add(
                        tenant,
                        new CreativeEvent.Rejected(
                                NOVA,
                                new CreativeId("c1"),
                                null,
                                "takedown",
                                review("review_2", CreativeReview.Type.HUMAN, true),
                                CreativeStatus.REJECTED))
                .add(tenant, creative("c3", CreativeStatus.PENDING_REVIEW))
                .add(
                        tenant,
                        new CreativeEvent.Escalated(
                                NOVA,
                                new CreativeId("c3"),
                                review("review_3", CreativeReview.Type.AI, false),
                                CreativeStatus.PENDING_REVIEW))
                .add(
                        tenant,
                        new CreativeEvent.Suspended(NOVA, new CreativeId("c2"), "broken", CreativeStatus.SUSPENDED))
                .add(tenant, new CreativeEvent.Archived(NOVA, new CreativeId("c3"), CreativeStatus.ARCHIVED))
                .add(
                        tenant,
                        new FeedbackEvent.Provided(
                                new FeedbackId("fb_1"),
                                buy,
                                NOVA,
                                new PackageId("pkg_2"),
                                null,
                                START,
                                END,
                                new BigDecimal("1.25"),
                                MetricType.BRAND_LIFT,
                                FeedbackSource.PLATFORM_ANALYTICS,
                                Map.of()))
                .add(tenant, created("mb_2", MediaBuyStatus.PENDING_CREATIVES, part("pkg_3", "home", "5000.10")))
                .add(tenant, opened("step_2", StepType.MEDIA_BUY_UPDATE, "media_buy/mb_2"))
                .add(
                        tenant,
                        new MediaBuyEvent.Canceled(
                                new MediaBuyId("mb_2"),
                                NOVA,
                                new Cancellation(log.now(), Party.SELLER, "fraud"),
                                MediaBuyStatus.CANCELED))
                .add(tenant, new WorkflowEvent.Canceled(new StepId("step_2"), "gone", StepStatus.CANCELED))
                .add(tenant, created("mb_3", MediaBuyStatus.PENDING_APPROVAL, part("pkg_4", "home", "5000.10", "c2")))
                .add(tenant, opened("step_3", StepType.MEDIA_BUY_CREATION, "media_buy/mb_3"))
                .add(tenant, new WorkflowEvent.Rejected(new StepId("step_3"), "no", StepStatus.REJECTED))
                .add(
                        tenant,
                        new MediaBuyEvent.Rejected(
                                new MediaBuyId("mb_3"), NOVA, new StepId("step_3"), "no", MediaBuyStatus.REJECTED))
                .add(tenant, created("mb_4", MediaBuyStatus.ACTIVE, part("pkg_5", "home", "5000.10", "c2")))
                .add(tenant, opened("step_4", StepType.MEDIA_BUY_UPDATE, "media_buy/mb_4"))
                .add(
                        tenant,
                        new WorkflowEvent.Failed(
                                new StepId("step_4"),
                                Failure.of(ErrorCode.CONFLICT, "/revision", "It moved on.", null),
                                StepStatus.FAILED))
                .add(tenant, opened("step_5", StepType.MEDIA_BUY_UPDATE, "media_buy/mb_4"))
                .add(tenant, new WorkflowEvent.Assigned(new StepId("step_5"), null))
                .add(tenant, new WorkflowEvent.Completed(new StepId("step_5"), StepStatus.COMPLETED))
                .add(tenant, opened("step_6", StepType.MEDIA_BUY_UPDATE, "media_buy/mb_4"))
                .add(tenant, new WorkflowEvent.Abandoned(new StepId("step_6"), "no room", StepStatus.FAILED))
                .add(
                        tenant,
                        Actor.CLOCK,
                        new MediaBuyEvent.Completed(new MediaBuyId("mb_4"), NOVA, MediaBuyStatus.COMPLETED))
                .add(tenant, Actor.of(NOVA), new ContextEvent.Opened(new ContextId("ctx_1"), NOVA, "creative/nova/c1"))
                .add(
                        tenant,
                        Actor.of(NOVA),
                        new ContextEvent.MessageAppended(new ContextId("ctx_1"), NOVA, "Why \"loud\"?"))
                .add(tenant, new ContextEvent.MessageAppended(new ContextId("ctx_1"), NOVA, "It blinks."))
                .add(tenant, Actor.of(NOVA), new ContextEvent.Opened(new ContextId("ctx_2"), NOVA, null))
                .add(tenant, Actor.of(NOVA), rejected("cmd-9"));
        return log;
    }

    private static CreativeReview review(String id, CreativeReview.Type type, boolean overrides) {
        return new CreativeReview(
                new ReviewId(id),
                type,
                Verdict.REJECT,
                type == CreativeReview.Type.AI ? new BigDecimal("0.45") : null,
                List.of("gambling"),
                "gambling",
                "takedown",
                List.of("tone it down"),
                overrides);
    }

    private static AuditEvent rejected(String command) {
        return new AuditEvent.CommandRejected(
                command, "org.buyledger.create_media_buy.v1", failure("/packages/0/budget"));
    }

    private static Failure failure(@Nullable String field) {
        return Failure.of(ErrorCode.BUDGET_TOO_LOW, field, "Too low.", "Give more.");
    }
}
