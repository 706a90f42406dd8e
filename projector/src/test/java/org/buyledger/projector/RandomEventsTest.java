package org.buyledger.projector;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.buyledger.migrations.jooq.Tables.ADAPTER_CONFIG;
import static org.buyledger.migrations.jooq.Tables.AUTH_CONFIG;
import static org.buyledger.migrations.jooq.Tables.CONTEXTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_AGENTS;
import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;
import static org.buyledger.migrations.jooq.Tables.INVENTORY_PROFILES;
import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;
import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;
import static org.buyledger.migrations.jooq.Tables.PRODUCTS;
import static org.buyledger.migrations.jooq.Tables.SIGNALS_AGENTS;
import static org.buyledger.migrations.jooq.Tables.STRATEGIES;
import static org.buyledger.migrations.jooq.Tables.TENANTS;
import static org.buyledger.migrations.jooq.Tables.USERS;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Held;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.random.Broken;
import org.buyledger.command.random.RandomSearch;
import org.buyledger.command.random.World;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.Topics;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/** Whatever random commands lead to, held against every constraint of the tables, and against what the deciders know. */
class RandomEventsTest {
    /** Where the objects of each kind are. */
    private static final Map<String, Table<?>> TABLES = Map.ofEntries(
            entry("tenant", TENANTS),
            entry("principal", PRINCIPALS),
            entry("user", USERS),
            entry("creative_agent", CREATIVE_AGENTS),
            entry("signals_agent", SIGNALS_AGENTS),
            entry("adapter_config", ADAPTER_CONFIG),
            entry("auth_config", AUTH_CONFIG),
            entry("strategy", STRATEGIES),
            entry("inventory_profile", INVENTORY_PROFILES),
            entry("product", PRODUCTS),
            entry("pricing_option", PRICING_OPTIONS),
            entry("currency_limit", CURRENCY_LIMITS),
            entry("media_buy", MEDIA_BUYS),
            entry("creative", CREATIVES),
            entry("workflow_step", WORKFLOW_STEPS),
            entry("context", CONTEXTS));

    private static final ReadTables AT_ONCE = new ReadTables();
    private static final ReadTables IN_PIECES = new ReadTables();

    @Test
    void whatever_is_decided_has_the_rows_that_it_should() {
        new RandomSearch(RandomEventsTest::look).run(Duration.ofSeconds(10));
    }

    @Test
    void what_a_table_refuses_is_found_and_shrunk() {
        alterTenants("ADD CONSTRAINT tenants_unwanted CHECK (name <> 'Publisher') NOT VALID");
        try {
            assertThatThrownBy(() -> new RandomSearch(RandomEventsTest::look).run(Duration.ofSeconds(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("tenants_unwanted", "-Drandom.seed=")
                    .extracting(Throwable::getMessage, STRING)
                    .containsOnlyOnce("\n{"); // one action
        } finally {
            alterTenants("DROP CONSTRAINT tenants_unwanted");
        }
    }

    private static void alterTenants(String change) {
        AT_ONCE.database().transaction(sql -> sql.execute("ALTER TABLE tenants " + change));
    }

    private static void look(World world) {
        List<ConsumerRecord<byte[], byte[]>> events = world.records(Topics.EVENTS);
        List<ConsumerRecord<byte[], byte[]>> results = world.records(Topics.RESULTS);
        Random random = new Random(events.size()); // the same for the same sequence
        int most = 1 + random.nextInt(40);
        IntSupplier some = () -> 1 + random.nextInt(most);

        AT_ONCE.empty();
        apply(AT_ONCE, Topics.EVENTS, events, events::size);
        apply(AT_ONCE, Topics.RESULTS, results, results::size);
        Map<String, List<String>> rows = AT_ONCE.rows();
        agree(world.objects(), objects(AT_ONCE));

        IN_PIECES.empty();
        apply(IN_PIECES, Topics.EVENTS, tenantAfterTenant(events), some);
        apply(IN_PIECES, Topics.RESULTS, tenantAfterTenant(results), some);
        same("a tenant has the rows that it has alone, in batches of any size", rows, IN_PIECES.rows());

        apply(IN_PIECES, Topics.EVENTS, events, some);
        apply(IN_PIECES, Topics.RESULTS, results, some);
        same("what is applied again changes nothing", rows, IN_PIECES.rows());
    }

    private static void apply(
            ReadTables tables, String topic, List<ConsumerRecord<byte[], byte[]>> records, IntSupplier sizes) {
        try {
            tables.apply(topic, records, sizes);
        } catch (RuntimeException e) {
            throw new Broken("what is decided can be projected", e);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> tenantAfterTenant(
            List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .sorted(Comparator.comparing(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static void same(String rule, Map<String, List<String>> expected, Map<String, List<String>> actual) {
        expected.forEach((table, rows) ->
                Broken.unless(rows.equals(actual.get(table)), rule, table + "\n" + rows + "\n" + actual.get(table)));
    }

    /** Every object is where it should be, as it should be; one that was removed may be gone. */
    private static void agree(Map<String, Entity> decided, Map<String, String> projected) {
        decided.forEach((object, entity) -> {
            String row = projected.get(object);
            boolean gone = row == null && entity instanceof Held<?> held && held.isRemoved();
            Broken.unless(
                    gone || known(entity).equals(row),
                    "a row is as its object is decided to be",
                    object + " " + entity + " " + row);
        });
        Broken.unless(decided.keySet().containsAll(projected.keySet()), "a row is of an object", projected);
    }

    /** Revision and status of an object. */
    private static String known(Entity entity) {
        return entity.revision()
                + switch (entity) {
                    case MediaBuy buy -> " " + buy.status().wire();
                    case Creative creative -> " " + creative.status().wire();
                    case Step step -> " " + step.status().wire();
                    default -> "";
                };
    }

    /** Revision and status of every row that is an object, under {@code kind tenant id}. */
    private static Map<String, String> objects(ReadTables tables) {
        Map<String, String> objects = new TreeMap<>();
        TABLES.forEach((kind, table) -> tables.database()
                .readOnly(sql -> sql.fetch(table))
                .forEach(row -> objects.put(kind + " " + key(table, row), revisionAndStatus(row))));
        return objects;
    }

    private static String key(Table<?> table, Record row) {
        List<String> key = new ArrayList<>(
                Stream.of(row.into(Objects.requireNonNull(table.getPrimaryKey()).getFieldsArray())
                                .intoArray())
                        .map(String::valueOf)
                        .toList());
        String tenant = key.removeFirst();
        return tenant + " " + (key.isEmpty() ? tenant : String.join("/", key));
    }

    private static String revisionAndStatus(Record row) {
        return Stream.of("revision", "status")
                .filter(column -> row.field(column) != null)
                .map(column -> row.get(column, String.class))
                .collect(Collectors.joining(" "));
    }
}
