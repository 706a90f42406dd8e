package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.DeadLetters.Choice;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event that cannot be applied holds up its object, and nothing else. */
class DeadLettersTest {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final Choice HOME = new Choice("acme", new Subject("product", "home"), null);
    private static final int ALL = Integer.MAX_VALUE;

    private final Database database = TestDatabase.migrated();
    /** The first eight events; the next ones are 9 and so on. */
    private final TestLog log = Streams.catalogue(new TestLog(), "acme");

    private final Breakable products = new Breakable();
    private final DeadLetters letters = new DeadLetters(database, products.amongAll());
    private final PartitionProjector projector = projector();

    @AfterEach
    void close() {
        database.close();
    }

    private PartitionProjector projector() {
        return new PartitionProjector(database, products.amongAll());
    }

    private Applier.Outcome apply(int most) {
        return projector.apply(log.records(), most);
    }

    private void change(String product, int times) {
        for (int i = 0; i < times; i++) {
            log.add("acme", new CatalogueEvent.ProductPut(Streams.product(product)));
        }
    }

    private List<String> parked() {
        return letters.list(Choice.ALL).stream()
                .map(row -> "%d %s/%s tried %d"
                        .formatted(row.getSequence(), row.getObjectType(), row.getObjectId(), row.getAttempts()))
                .toList();
    }

    private static Map<String, List<String>> rows(Database of) {
        Map<String, List<String>> rows = new TreeMap<>();
        Projections.all()
                .forEach(one -> rows.put(
                        one.table().getName(), TestDatabase.rows(of, one.table().getName())));
        return rows;
    }

    /** What the tables are when nothing fails. */
    private Map<String, List<String>> whole() {
        try (Database other = TestDatabase.migrated()) {
            other.transaction(sql -> Positions.read(sql, EVENTS));
            new Batch(other, Projections.all(), CommandResults::row)
                    .apply(EVENTS, log.records(), 0, log.records().getLast().offset() + 1);
            return rows(other);
        }
    }

    private long number(String query) {
        return Objects.requireNonNull(
                database.readOnly(sql -> sql.fetchSingle(query).get(0, Long.class)));
    }

    private long revision(String product) {
        return number(
                "SELECT revision FROM products WHERE tenant_id = 'acme' AND product_id = '%s'".formatted(product));
    }

    private void execute(String statement) {
        database.transaction(sql -> sql.execute(statement));
    }

    @Test
    void a_fold_that_throws_parks_its_object_in_order_and_all_else_goes_on() {
        change("home", 1);
        change("video", 1);
        change("home", 2);
        Streams.catalogue(log, "umbra");
        products.breakAt("product/home", 9);

        assertThat(apply(ALL)).isInstanceOf(Applier.Applied.class);

        assertThat(parked())
                .containsExactly("9 product/home tried 1", "11 product/home tried 0", "12 product/home tried 0");
        ProjectionDeadLettersRecord first = letters.list(Choice.ALL).getFirst();
        assertThat(first.getError())
                .isEqualTo("The fold of products fails: java.lang.IllegalStateException: no such channel");
        assertThat(first.getTables()).containsExactly("products");
        assertThat(letters.list(Choice.ALL).getLast().getError()).isNull();
        assertThat(revision("home")).isEqualTo(1);
        assertThat(revision("video")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM audit_logs"))
                .isEqualTo(log.records().size());
        assertThat(number("SELECT sequence FROM tenant_positions WHERE tenant_id = 'acme'"))
                .isEqualTo(12);
        assertThat(number("SELECT count(*) FROM pricing_options WHERE tenant_id = 'umbra'"))
                .isEqualTo(2);
    }

    @Test
    void later_batches_park_behind_it_and_trying_again_gives_the_rows_that_there_would_have_been() {
        change("home", 1);
        products.breakAt("product/home", 9);
        apply(ALL);
        products.mend();
        change("home", 2);
        apply(1);
        apply(1);
        assertThat(parked()).as("though they could be applied").hasSize(3);
        long generation = number("SELECT max(generation) FROM projection_positions");

        assertThat(letters.retry(HOME)).isEqualTo(new DeadLetters.Retried(3, List.of()));

        assertThat(parked()).isEmpty();
        assertThat(rows(database)).isEqualTo(whole());
        assertThat(number("SELECT max(generation) FROM projection_positions"))
                .as("by which readers know that what they keep is old")
                .isGreaterThan(generation);
        change("home", 1);
        apply(ALL);
        assertThat(rows(database)).as("the object flows again").isEqualTo(whole());
    }

    @Test
    void trying_again_goes_up_to_the_first_that_fails() {
        change("home", 4);
        products.breakAt("product/home", 9);
        apply(ALL);
        products.breakAt("product/home", 11);

        DeadLetters.Retried retried = letters.retry(Choice.ALL);

        assertThat(retried.applied()).isEqualTo(2);
        assertThat(retried.failed())
                .singleElement()
                .satisfies(row -> assertThat(row.getSequence()).isEqualTo(11));
        assertThat(parked()).containsExactly("11 product/home tried 1", "12 product/home tried 0");
        assertThat(revision("home")).isEqualTo(3);
        letters.retry(Choice.ALL);
        assertThat(parked()).first().isEqualTo("11 product/home tried 2");
    }

    @Test
    void many_parked_events_are_applied_in_several_transactions() {
        change("home", 500);
        products.breakAt("product/home", 9);
        apply(ALL);
        products.mend();
        long generation = number("SELECT max(generation) FROM projection_positions");

        assertThat(letters.retry(HOME).applied()).isEqualTo(500);
        assertThat(rows(database)).isEqualTo(whole());
        assertThat(number("SELECT max(generation) FROM projection_positions")).isGreaterThan(generation + 2);
    }

    @Test
    void what_the_database_refuses_is_found_among_many() {
        change("home", 30);
        execute("ALTER TABLE products ADD CHECK (tenant_id <> 'acme' OR product_id <> 'home' OR revision < 20)");
        Streams.catalogue(log, "umbra");
        apply(ALL);

        assertThat(parked()).hasSize(12).first().isEqualTo("27 product/home tried 1");
        assertThat(letters.list(Choice.ALL).getFirst().getError())
                .startsWith(
                        "The database refuses it: ERROR: new row for relation \"products\" violates check constraint");
        assertThat(revision("home")).isEqualTo(19);
        assertThat(number("SELECT count(*) FROM products WHERE tenant_id = 'umbra'"))
                .isEqualTo(2);
    }

    @Test
    void a_value_that_cannot_be_written_is_the_events_fault() {
        products.with(row -> row.setName("a\0b"));
        products.breakAt("product/home", 9);
        change("home", 1);
        change("video", 60);

        apply(ALL);

        assertThat(parked()).containsExactly("9 product/home tried 1");
        assertThat(revision("video")).isEqualTo(61);
    }

    @Test
    void objects_that_point_to_one_that_is_missing_wait_for_it_and_are_mended_with_it() {
        products.breakAt("product/home", 1);
        log.add("acme", Streams.created("mb_1", MediaBuyStatus.PENDING_CREATIVES, Streams.part("pkg_1", "home", "10")));
        log.add(
                "acme",
                Streams.created("mb_2", MediaBuyStatus.PENDING_CREATIVES, Streams.part("pkg_2", "video", "10")));
        apply(ALL);

        assertThat(parked())
                .containsExactly(
                        "5 product/home tried 1", "6 pricing_option/home/cpm tried 1", "9 media_buy/mb_1 tried 1");
        assertThat(letters.list(Choice.ALL).getLast().getError()).contains("is not present in table");
        assertThat(number("SELECT count(*) FROM media_packages")).isEqualTo(1);

        products.mend();
        assertThat(letters.retry(new Choice("acme", new Subject("media_buy", "mb_1"), null))
                        .failed())
                .as("alone")
                .hasSize(1);
        assertThat(letters.retry(Choice.ALL)).isEqualTo(new DeadLetters.Retried(3, List.of()));
        assertThat(rows(database)).isEqualTo(whole());
    }

    @Test
    void what_is_discarded_is_on_record_and_the_object_goes_on_without_it() {
        change("home", 3);
        products.breakAt(event -> event.envelope().sequence() == 9);
        apply(ALL);

        List<ProjectionDeadLettersRecord> gone =
                letters.discard(new Choice("acme", null, 9L), "ada@here", "a typing error");
        assertThat(gone).hasSize(1);
        assertThat(parked()).as("those behind it wait to be tried").hasSize(3);
        assertThat(letters.retry(HOME)).isEqualTo(new DeadLetters.Retried(2, List.of()));
        change("home", 1);
        apply(ALL);

        assertThat(revision("home")).isEqualTo(5);
        assertThat(letters.list(Choice.ALL)).singleElement().satisfies(kept -> {
            assertThat(kept.getDiscardedBy()).isEqualTo("ada@here");
            assertThat(kept.getDiscardReason()).isEqualTo("a typing error");
            assertThat(kept.getDiscardedAt()).isNotNull();
        });
        assertThat(letters.discard(Choice.ALL, "eve", "again"))
                .as("what is discarded already")
                .isEmpty();
        assertThat(letters.retry(Choice.ALL).applied()).isZero();
    }

    @Test
    void the_log_applied_twice_comes_to_the_same_rows_and_the_same_letters() {
        change("home", 3);
        change("video", 2);
        products.breakAt(
                event -> event.envelope().sequence() == 9 || event.envelope().sequence() == 13);
        apply(3);
        apply(ALL);
        letters.discard(new Choice("acme", null, 13L), "ada@here", "a typing error");
        Map<String, List<String>> rows = rows(database);
        List<ProjectionDeadLettersRecord> before = letters.list(Choice.ALL);

        products.mend();
        database.transaction(sql -> sql.update(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .execute());
        projector().apply(log.records());

        assertThat(rows(database)).isEqualTo(rows);
        assertThat(letters.list(Choice.ALL)).isEqualTo(before);
    }

    @Test
    void every_row_is_made_by_the_events_of_one_object() {
        Map<String, Subject> owners = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                Streams.everything(new TestLog(), "acme").records()) {
            Recorded<Event> event = EventCodec.decode(record);
            Subject subject = event.envelope().subject();
            for (Projection<?> one : Projections.all()) {
                if (!one.isAboutEvents()) {
                    one.key(event).ifPresent(key -> {
                        Subject owner = owners.putIfAbsent(one.table().getName() + key, subject);
                        assertThat(owner == null ? subject : owner)
                                .as("who writes %s of %s", key, one.table().getName())
                                .isEqualTo(subject);
                    });
                }
            }
        }
        assertThat(owners).hasSizeGreaterThan(20);
    }

    @Test
    void what_even_the_audit_log_refuses_stops_the_partition() {
        change("home", 1);
        execute("ALTER TABLE audit_logs ADD CHECK (sequence <> 9)");

        assertThat(apply(ALL)).isInstanceOf(Applier.Refused.class);
        assertThat(number("SELECT sequence FROM tenant_positions")).isEqualTo(8);
        assertThat(parked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, false",
        "53100, false",
        "57P01, false",
        "40P01, false",
        "55P03, false",
        "23514, true",
        "22P05, true"
    })
    void what_is_about_the_database_is_never_parked(String state, boolean isAboutData) {
        assertThat(Refusals.isAboutData(new DataAccessException("", new SQLException("", state))))
                .isEqualTo(isAboutData);
    }

    @Test
    void events_are_tried_again_and_left_out_while_two_instances_apply() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            change(random.nextBoolean() ? "home" : "video", 1);
        }
        products.breakAt(
                event -> event.envelope().sequence() > 8 && event.envelope().sequence() % 7 == 0);
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> instances = new ArrayList<>();
        for (PartitionProjector one : List.of(projector, projector())) {
            Random sizes = new Random(random.nextLong());
            instances.add(CompletableFuture.runAsync(
                    () -> {
                        while (one.position() <= log.records().getLast().offset()) {
                            one.apply(log.records(), 1 + sizes.nextInt(5));
                        }
                    },
                    Thread::startVirtualThread));
        }
        CompletableFuture<Void> operator = CompletableFuture.runAsync(
                () -> {
                    while (!done.get()) {
                        letters.retry(Choice.ALL);
                    }
                },
                Thread::startVirtualThread);
        instances.forEach(CompletableFuture::join);
        done.set(true);
        operator.join();

        assertThat(parked()).as("seed %d", seed).isNotEmpty();
        products.mend();
        assertThat(letters.retry(Choice.ALL).failed()).isEmpty();
        assertThat(rows(database)).as("seed %d", seed).isEqualTo(whole());
        assertThat(parked()).isEmpty();
    }
}
