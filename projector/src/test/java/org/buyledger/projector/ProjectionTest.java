package org.buyledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;
import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;
import static org.buyledger.migrations.jooq.Tables.CONTEXTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_REVIEWS;
import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;
import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;
import static org.buyledger.migrations.jooq.Tables.MEDIA_PACKAGES;
import static org.buyledger.migrations.jooq.Tables.PERFORMANCE_FEEDBACK;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;
import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;
import static org.buyledger.migrations.jooq.Tables.PRODUCTS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;
import static org.buyledger.migrations.jooq.Tables.TENANTS;
import static org.buyledger.migrations.jooq.Tables.USERS;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Role;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.UnreadableEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.rebuild.Refill;
import org.buyledger.projector.rebuild.TestTopic;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.RowKey;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS, 0);

    private final Database database = TestDatabase.migrated();
    private final Batch batch = new Batch(database, Projections.all(), CommandResults::row);

    private static void apply(Database database, Batch batch, List<ConsumerRecord<byte[], byte[]>> records, int most) {
        begin(database, EVENTS);
        long from = 0;
        for (int i = 0; i < records.size(); ) {
            int until = Math.min(records.size(), i + most);
            List<ConsumerRecord<byte[], byte[]>> some = records.subList(i, until);
            long to = some.getLast().offset() + 1;
            batch.apply(EVENTS, some, from, to);
            from = to;
            i = until;
        }
    }

    /** Puts the position of a partition to 0. */
    private static void begin(Database database, TopicPartition partition) {
        database.transaction(sql -> sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, partition.topic())
                .set(PROJECTION_POSITIONS.PARTITION, partition.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, java.time.Instant.EPOCH)
                .onDuplicateKeyUpdate()
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .execute());
    }

    private static List<String> contents(Database database) {
        return Projections.all().stream()
                .map(Projection::table)
                .map(table -> table.getName() + TestDatabase.rows(database, table.getName()))
                .toList();
    }

    private List<String> list(Function<DSLContext, List<String>> query) {
        return database.readOnly(query);
    }

    private @Nullable String text(Function<DSLContext, @Nullable String> query) {
        return database.readOnly(query);
    }

    @Test
    void the_stream_of_this_test_has_every_kind_of_event() {
        Set<String> types = Streams.everything(new TestLog(), "acme").records().stream()
                .map(record -> EventCodec.decode(record).envelope().type())
                .collect(Collectors.toSet());

        assertThat(types).containsExactlyInAnyOrderElementsOf(Event.TYPES.names());
    }

    @Test
    void one_batch_or_many_give_the_same_rows_and_so_does_a_second_time() {
        TestLog log = Streams.everything(new TestLog(), "acme");
        Streams.everything(log, "umbra");
        apply(database, batch, log.records(), Integer.MAX_VALUE);
        List<String> atOnce = contents(database);

        Database other = TestDatabase.migrated();
        Batch singly = new Batch(other, Projections.all(), CommandResults::row);
        apply(other, singly, log.records(), 1);
        assertThat(contents(other)).isEqualTo(atOnce);

        long seed = new Random().nextLong();
        apply(other, singly, log.records(), 1 + new Random(seed).nextInt(10));
        assertThat(contents(other)).as("applied again, seed %d", seed).isEqualTo(atOnce);
    }

    @Test
    void an_event_that_begins_a_group_is_the_first_to_touch_it() {
        List<Recorded<Event>> events = Streams.everything(new TestLog(), "acme").records().stream()
                .map(EventCodec::decode)
                .toList();
        for (Projection<?> projection : Projections.all()) {
            Set<RowKey> met = new HashSet<>();
            for (Recorded<Event> event : events) {
                Optional<RowKey> key = projection.key(event);
                if (key.isPresent() && !met.add(key.get())) {
                    assertThat(projection.begins(event.event()))
                            .as("%s, %s", projection.table().getName(), event)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_row_that_the_server_refuses_is_told_in_its_words() {
        TestLog log = new TestLog().add("acme", new CatalogueEvent.ProductPut(Streams.product("home")));

        assertThatThrownBy(() -> apply(database, batch, log.records(), 1))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("23503"))
                .hasMessageContaining("products_tenant_id_fkey")
                .hasMessageContaining("is not present in table \"tenants\"");
    }

    @Test
    void a_buy_has_the_status_and_the_fields_of_its_last_events() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        var buy = database.readOnly(sql -> sql.selectFrom(MEDIA_BUYS)
                .where(MEDIA_BUYS.MEDIA_BUY_ID.eq("mb_1"))
                .fetchSingle());
        assertThat(buy.getStatus().getLiteral()).isEqualTo("active");
        assertThat(buy.getRevision()).isEqualTo(9);
        assertThat(buy.getPriority()).isEqualTo(7);
        assertThat(buy.getBrandDomain()).isEqualTo("nova.example");
        assertThat(buy.getBudget()).isEqualByComparingTo("6000");
        assertThat(buy.getConfirmedAt()).isNotNull();
        assertThat(buy.getDetails().data()).isEqualTo("{\"ext\": {\"x\": 1}, \"invoice_recipient\": \"X\"}");
        assertThat(buy.getCreatedAt()).isBefore(buy.getUpdatedAt());

        var canceled = database.readOnly(sql -> sql.selectFrom(MEDIA_BUYS)
                .where(MEDIA_BUYS.MEDIA_BUY_ID.eq("mb_2"))
                .fetchSingle());
        assertThat(canceled.getCanceledBy().getLiteral()).isEqualTo("seller");
        assertThat(canceled.getCancellationReason()).isEqualTo("fraud");
    }

    @Test
    void packages_keep_the_order_in_which_they_were_added_and_canceled_ones_stay() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        assertThat(list(sql -> sql.selectFrom(MEDIA_PACKAGES)
                        .where(MEDIA_PACKAGES.MEDIA_BUY_ID.eq("mb_1"))
                        .orderBy(MEDIA_PACKAGES.ORDINAL)
                        .fetch(row -> row.getPackageId() + " " + row.getCancellationReason())))
                .containsExactly("pkg_1 weak", "pkg_2 null");
    }

    @Test
    void a_buy_and_its_packages_show_their_deadlines_for_creatives_until_these_are_lifted_or_extended() {
        TestLog log = Streams.catalogue(new TestLog(), "acme");
        MediaPackage part = Streams.part("pkg_9", "home", "5000.10");
        MediaBuyId buy = new MediaBuyId("mb_9");
        Function<DSLContext, List<String>> deadlines =
                sql -> sql.select(MEDIA_BUYS.CREATIVE_DEADLINE, MEDIA_PACKAGES.CREATIVE_DEADLINE)
                        .from(MEDIA_BUYS.join(MEDIA_PACKAGES).using(MEDIA_BUYS.TENANT_ID, MEDIA_BUYS.MEDIA_BUY_ID))
                        .fetch(row -> row.value1() + " " + row.value2());

        log.add(
                "acme",
                Streams.created("mb_9", MediaBuyStatus.PENDING_APPROVAL, part.withCreativeDeadline(Streams.START)));
        apply(database, batch, log.records(), 5);
        assertThat(list(deadlines)).containsExactly(Streams.START + " " + Streams.START);

        log.add(
                "acme",
                new MediaBuyEvent.Approved(
                        buy,
                        Streams.NOVA,
                        new StepId("step_9"),
                        MediaBuyStatus.PENDING_CREATIVES,
                        log.now(),
                        List.of(part),
                        null));
        apply(database, batch, log.records(), 5);
        assertThat(list(deadlines)).containsExactly("null null");

        log.add(
                "acme",
                new MediaBuyEvent.CreativeDeadlineExtended(
                        buy,
                        Streams.NOVA,
                        List.of(part.withCreativeDeadline(Streams.END)),
                        Streams.END,
                        MediaBuyStatus.PENDING_CREATIVES));
        apply(database, batch, log.records(), 5);
        assertThat(list(deadlines)).containsExactly(Streams.END + " " + Streams.END);

        log.add(
                "acme",
                Streams.updated("mb_9", MediaBuyStatus.PENDING_CREATIVES, part.withCreativeDeadline(Streams.START)));
        apply(database, batch, log.records(), 5);
        assertThat(list(deadlines)).containsExactly(Streams.START + " " + Streams.START);
        assertThat(list(sql -> sql.selectFrom(PRODUCTS)
                        .where(PRODUCTS.PRODUCT_ID.eq("home"))
                        .fetch(row -> String.valueOf(row.getCreativeLeadHours()))))
                .containsExactly("48");
    }

    @Test
    void a_buy_begins_with_priority_0_and_notes_are_kept_with_who_wrote_them() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        assertThat(list(sql -> sql.selectFrom(MEDIA_BUYS)
                        .where(MEDIA_BUYS.MEDIA_BUY_ID.eq("mb_2"))
                        .fetch(row -> String.valueOf(row.getPriority()))))
                .containsExactly("0");
        var note = database.readOnly(sql -> sql.selectFrom(CAMPAIGN_NOTES).fetchSingle());
        assertThat(note.getMediaBuyId() + " " + note.getNoteId() + " " + note.getAuthor())
                .isEqualTo("mb_1 note_1 user:ada");
        assertThat(note.getBody()).isEqualTo("Watch the \"first\" week.");
    }

    @Test
    void what_a_way_back_lost_comes_back_from_the_events_when_the_revision_is_applied_again() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records =
                Streams.everything(new TestLog(), "acme").records();
        apply(database, batch, records, 5);
        List<String> before = contents(database);
        Migrator migrator = new Migrator(database);

        // Below the priorities, the notes and the creative deadlines; the enum's value stays. There are no dead letters
        // to lose.
        Migrator.Downgrade how = new Migrator.Downgrade(false, false, true, true, false);
        assertThat(migrator.downgrade("60e9c4b2f718", how)).hasSizeGreaterThan(10);
        migrator.upgrade("head", Migrator.Upgrade.USUAL);

        assertThat(contents(database)).as("priorities, notes, deadlines").isNotEqualTo(before);
        TestTopic topic = new TestTopic(1);
        topic.add(0, records);
        try (Refill refill = new Refill(database, topic.consumers(), Projections.all(), migrator)) {
            refill.begin(() -> false);
            assertThat(refill.await(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(contents(database)).isEqualTo(before);
    }

    @Test
    void assignments_are_replaced_as_a_set_and_released_at_the_end() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        assertThat(list(sql -> sql.selectFrom(CREATIVE_ASSIGNMENTS)
                        .fetch(row -> row.getMediaBuyId() + " " + row.getPackageId() + " " + row.getCreativeId())))
                .as("pkg_1 is canceled, mb_3 rejected, mb_4 completed")
                .containsExactly("mb_1 pkg_2 c2");
    }

    @Test
    void steps_and_creatives_show_who_decided_what_and_why() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        assertThat(list(sql -> sql.selectFrom(WORKFLOW_STEPS)
                        .orderBy(WORKFLOW_STEPS.STEP_ID)
                        .fetch(row -> row.getStepId() + " " + row.getStatus().getLiteral() + " " + row.getDecidedBy())))
                .containsExactly(
                        "step_1 approved user:ada",
                        "step_2 canceled user:ada",
                        "step_3 rejected user:ada",
                        "step_4 failed user:ada",
                        "step_5 completed user:ada",
                        "step_6 failed user:ada",
                        "step_c1 approved user:ada");
        assertThat(text(sql -> sql.selectFrom(CREATIVES)
                        .where(CREATIVES.CREATIVE_ID.eq("c1"))
                        .fetchSingle(CREATIVES.REJECTION_REASON)))
                .isEqualTo("takedown");
    }

    @Test
    void a_step_shows_in_whose_hands_it_is_what_was_said_and_that_it_was_overdue() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        var step = database.readOnly(sql -> sql.selectFrom(WORKFLOW_STEPS)
                .where(WORKFLOW_STEPS.STEP_ID.eq("step_1"))
                .fetchSingle());
        assertThat(step.getAssignedTo()).isEqualTo("max");
        assertThat(step.getDueAt()).isEqualTo(Streams.START);
        assertThat(step.getOverdueAt()).isBefore(step.getDecidedAt());
        assertThat(step.getComments().data())
                .matches("\\[\\{.*\"text\": \"A \\\\\"big\\\\\" one.\", \"user\": \"ada\"}, "
                        + "\\{.*\"text\": \"Mine.\", \"user\": \"max\"}]");
        assertThat(text(sql -> sql.selectFrom(WORKFLOW_STEPS)
                        .where(WORKFLOW_STEPS.STEP_ID.eq("step_6"))
                        .fetchSingle(WORKFLOW_STEPS.REASON)))
                .isEqualTo("no room");
    }

    @Test
    void a_context_holds_what_was_said_and_by_whom_in_order() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        var contexts = database.readOnly(
                sql -> sql.selectFrom(CONTEXTS).orderBy(CONTEXTS.CONTEXT_ID).fetch());
        assertThat(contexts).hasSize(2);
        var about = contexts.get(0);
        assertThat(about.getObjectType() + " " + about.getObjectId()).isEqualTo("creative nova/c1");
        assertThat(about.getMessages().data())
                .matches("\\[\\{.*\"text\": \"Why \\\\\"loud\\\\\"\\?\", \"actor\": \"principal:nova\"}, "
                        + "\\{.*\"text\": \"It blinks.\", \"actor\": \"user:ada\"}]");
        assertThat(about.getLastActivityAt()).isAfter(about.getCreatedAt());
        assertThat(about.getRevision()).isEqualTo(3);
        var free = contexts.get(1);
        assertThat(free.getObjectId()).isNull();
        assertThat(free.getMessages().data()).isEqualTo("[]");
    }

    @Test
    void creatives_show_why_they_are_out_of_service_and_all_that_was_said_of_them() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        assertThat(list(sql -> sql.selectFrom(CREATIVES)
                        .orderBy(CREATIVES.CREATIVE_ID)
                        .fetch(row -> row.getCreativeId() + " "
                                + row.getStatus().getLiteral() + " " + row.getSuspensionReason())))
                .containsExactly("c1 rejected null", "c2 suspended broken", "c3 archived null");
        assertThat(list(sql -> sql.selectFrom(CREATIVE_REVIEWS)
                        .orderBy(CREATIVE_REVIEWS.REVIEWED_AT)
                        .fetch(row -> String.join(
                                " ",
                                row.getCreativeId(),
                                row.getReviewType().getLiteral(),
                                row.getReviewer(),
                                row.getDecision().getLiteral(),
                                String.valueOf(row.getConfidence()),
                                String.valueOf(row.getPolicyTriggered()),
                                row.getHumanOverride().toString(),
                                row.getFinalDecision().getLiteral()))))
                .as("the first is told by an event from before there were reviews")
                .containsExactly(
                        "c1 human user:ada approve null null false approved",
                        "c1 human user:ada reject null gambling true rejected",
                        "c3 ai user:ada reject 0.45 gambling false escalated");
    }

    @Test
    void a_tenant_s_thresholds_and_a_buyer_s_feedback_are_as_they_were_said() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        var tenant = database.readOnly(sql -> sql.selectFrom(TENANTS).fetchSingle());
        assertThat(tenant.getApprovalMode().getLiteral()).isEqualTo("ai-powered");
        assertThat(tenant.getCreativeAutoApproveThreshold()).isEqualByComparingTo("0.8");
        assertThat(tenant.getCreativeAutoRejectThreshold()).isNull();
        assertThat(tenant.getSensitiveCategories()).containsExactly("gambling");
        var feedback =
                database.readOnly(sql -> sql.selectFrom(PERFORMANCE_FEEDBACK).fetchSingle());
        assertThat(feedback.getMediaBuyId() + " " + feedback.getPackageId() + " " + feedback.getCreativeId())
                .isEqualTo("mb_1 pkg_2 null");
        assertThat(feedback.getPerformanceIndex()).isEqualByComparingTo("1.25");
        assertThat(feedback.getMetricType().getLiteral()).isEqualTo("brand_lift");
        assertThat(feedback.getFeedbackSource().getLiteral()).isEqualTo("platform_analytics");
    }

    @Test
    void what_buys_rest_on_stays_when_it_is_removed_and_other_configuration_goes() {
        TestLog log = Streams.everything(new TestLog(), "acme");
        log.add("acme", new CatalogueEvent.ProductArchived(new ProductId("home")));
        log.add("acme", new CatalogueEvent.ProductPut(Streams.product("home")));
        apply(database, batch, log.records(), 5);

        assertThat(list(sql -> sql.selectFrom(PRODUCTS)
                        .orderBy(PRODUCTS.PRODUCT_ID)
                        .fetch(row -> row.getProductId() + " " + (row.getArchivedAt() != null))))
                .as("put again, it is on sale again")
                .containsExactly("home false", "video true");
        assertThat(list(sql -> sql.selectFrom(PRICING_OPTIONS)
                        .orderBy(PRICING_OPTIONS.PRODUCT_ID)
                        .fetch(row -> row.getProductId() + " " + (row.getRemovedAt() != null))))
                .containsExactly("home false", "video true");
        assertThat(list(sql -> sql.selectFrom(CURRENCY_LIMITS).fetch(row -> row.getCurrency())))
                .containsExactly("USD");
    }

    @Test
    void who_is_deactivated_has_no_token_and_whoever_comes_back_has_one() {
        TestLog log = Streams.everything(new TestLog(), "acme");
        apply(database, batch, log.records(), 5);
        Function<DSLContext, List<String>> people =
                sql -> sql.select(PRINCIPALS.PRINCIPAL_ID, PRINCIPALS.TOKEN_SHA256, PRINCIPALS.DEACTIVATED_AT)
                        .from(PRINCIPALS)
                        .unionAll(sql.select(USERS.USER_ID, USERS.TOKEN_SHA256, USERS.DEACTIVATED_AT)
                                .from(USERS))
                        .orderBy(1)
                        .fetch(row -> row.value1() + " " + (row.value2() != null) + " " + (row.value3() == null));

        assertThat(list(people))
                .as("id, token, active")
                .containsExactly(
                        "ada true true", "eve false false", "max true true", "nova true true", "orbit false false");

        log.add("acme", new PrincipalEvent.TokenRotated(new PrincipalId("orbit"), TokenHash.ofToken("again")));
        log.add("acme", new UserEvent.Put(new UserId("eve"), "eve@acme.example", "Eve", Role.VIEWER, null));
        apply(database, batch, log.records(), 5);

        assertThat(list(people)).contains("eve false true", "orbit true true");
    }

    @Test
    void a_tenant_is_deactivated_until_it_is_reactivated() {
        TestLog log = Streams.catalogue(new TestLog(), "acme");
        log.add("acme", new TenantEvent.Deactivated(new TenantId("acme")));
        apply(database, batch, log.records(), 5);
        assertThat(deactivated()).isTrue();

        log.add(
                "acme",
                new TenantEvent.Updated(
                        new TenantId("acme"),
                        "Acme",
                        new TenantSettings(false, ApprovalMode.AUTO_APPROVE, null, null, null, null, null),
                        null));
        apply(database, batch, log.records(), 5);
        assertThat(deactivated()).as("after a change").isTrue();

        log.add("acme", new TenantEvent.Reactivated(new TenantId("acme")));
        apply(database, batch, log.records(), 5);
        assertThat(deactivated()).isFalse();
    }

    @Test
    void a_tenant_shows_its_settings_and_its_profile() {
        apply(database, batch, Streams.everything(new TestLog(), "acme").records(), 5);

        var tenant = database.readOnly(sql -> sql.selectFrom(TENANTS).fetchSingle());
        assertThat(tenant.getApprovalDueHours()).isEqualTo(48);
        assertThat(tenant.getCreativeLeadHours()).isEqualTo(24);
        assertThat(tenant.getVirtualHost()).isEqualTo("ads.acme.example");
        assertThat(tenant.getAuthorizedEmails()).containsExactly("eve@acme.example");
        assertThat(tenant.getAuthorizedDomains()).containsExactly("acme.example");
        assertThat(tenant.getBillingPlan()).isEqualTo("gold");
        assertThat(tenant.getBillingContact()).isEqualTo("money@acme.example");
        assertThat(tenant.getSubdomain()).isEqualTo("acme");
        assertThat(tenant.getOrderNameTemplate()).isEqualTo("{brand_name} {date_range}");
    }

    private boolean deactivated() {
        return database.readOnly(sql -> sql.selectFrom(TENANTS).fetchSingle().getDeactivatedAt()) != null;
    }

    @Test
    void arrays_and_json_come_out_as_they_went_in() {
        apply(database, batch, Streams.catalogue(new TestLog(), "acme").records(), 100);

        var product = database.readOnly(sql ->
                sql.selectFrom(PRODUCTS).where(PRODUCTS.PRODUCT_ID.eq("home")).fetchSingle());
        assertThat(product.getChannels()).containsExactly("display", "a \"quoted\\\" one");
        assertThat(product.getCountries()).isEmpty();
        assertThat(product.getDetails().data()).isEqualTo("{\"product_card\": {\"a\": [1, null]}}");
    }

    @Test
    void every_event_is_in_the_audit_log_with_its_place_in_the_topic() {
        TestLog log = Streams.everything(new TestLog(), "acme");
        apply(database, batch, log.records(), 7);

        var entries = database.readOnly(
                sql -> sql.selectFrom(AUDIT_LOGS).orderBy(AUDIT_LOGS.SEQUENCE).fetch());
        assertThat(entries).hasSize(log.records().size());
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).getSequence()).isEqualTo(i + 1L);
            assertThat(entries.get(i).getOffset())
                    .isEqualTo(log.records().get(i).offset());
        }
    }

    @Test
    void a_batch_whose_position_has_moved_writes_nothing() {
        List<ConsumerRecord<byte[], byte[]>> records =
                Streams.everything(new TestLog(), "acme").records();
        apply(database, batch, records.subList(0, 10), 10);
        List<String> before = contents(database);

        assertThatThrownBy(() -> batch.apply(EVENTS, records.subList(10, 12), 3, 99))
                .hasMessageContaining("is no longer 3");
        assertThat(contents(database)).isEqualTo(before);
    }

    @Test
    void an_event_that_cannot_be_read_stops_the_batch_before_anything_is_written() {
        TestLog log = Streams.catalogue(new TestLog(), "acme").addDamaged("acme");
        begin(database, EVENTS);

        assertThatThrownBy(() -> batch.apply(EVENTS, log.records(), 0, 100))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("offset 12")
                .hasMessageContaining("ce_id is missing");
        assertThat(TestDatabase.rows(database, "tenants")).isEmpty();
        assertThat(text(sql -> sql.select(PROJECTION_POSITIONS.NEXT_OFFSET)
                        .from(PROJECTION_POSITIONS)
                        .fetchSingle()
                        .value1()
                        .toString()))
                .isEqualTo("0");
    }

    @Test
    void the_first_answer_of_a_known_caller_is_kept_and_no_other() {
        CommandResult first = new CommandResult(
                "cmd-1",
                Outcome.ACCEPTED,
                null,
                7L,
                List.of(),
                org.buyledger.events.Json.EVENTS.readTree("{\"a\":1}"),
                null);
        CommandResult again =
                new CommandResult("cmd-1", Outcome.DUPLICATE, true, 7L, List.of(), first.response(), null);
        CommandResult under =
                new CommandResult("cmd-2", Outcome.DUPLICATE, true, 7L, List.of(), first.response(), null);
        CommandResult other = new CommandResult("cmd-1", Outcome.REJECTED, null, null, List.of(), null, null);
        TestLog log = new TestLog()
                .addResult("acme", null, other)
                .addResult("acme", "principal:nova", first)
                .addResult("acme", "principal:nova", again)
                .addResult("acme", "principal:nova", other)
                .addResult("acme", "principal:nova", under);
        begin(database, RESULTS);
        batch.apply(RESULTS, log.records(), 0, 10);

        assertThat(list(sql -> sql.selectFrom(COMMAND_RESULTS)
                        .fetch(row ->
                                row.getCommandId() + " " + row.getOutcome().getLiteral() + " " + row.getPosition())))
                .as("also of a command that repeats another under an id of its own")
                .containsExactlyInAnyOrder("cmd-1 accepted 7", "cmd-2 duplicate 7");
    }
}
