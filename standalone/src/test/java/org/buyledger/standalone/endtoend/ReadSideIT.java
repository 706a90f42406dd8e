package org.buyledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.buyledger.events.Event;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.DeliveryType;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.standalone.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A projector between a real Kafka and a real PostgreSQL, from a topic without any event on to logs that are out of the
 * ordinary; after each, `buyledger verify` finds that all is well, or what is not. The tests build on one another.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadSideIT {
    @TempDir
    static Path temporary;

    static ReadSide side;

    /** As `verify` tells them. */
    static JsonNode heads = JsonNodeFactory.instance.arrayNode();

    @BeforeAll
    static void start() throws IOException {
        side = new ReadSide(temporary.resolve("data"));
    }

    @AfterAll
    static void stop() throws IOException {
        side.close();
    }

    private static Event registered(String tenant) {
        return new TenantEvent.Registered(new TenantId(tenant), "Acme", TenantSettings.DEFAULT);
    }

    private static Event product(String id, @Nullable String description) {
        return new CatalogueEvent.ProductPut(new Product(
                new ProductId(id),
                "The page",
                description,
                DeliveryType.GUARANTEED,
                List.of(new FormatId("https://formats.example", "banner", 300, 250, null)),
                List.of("display"),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                48,
                null,
                List.of(),
                Map.of()));
    }

    @Test
    @Order(1)
    void an_empty_topic() {
        ReadSide.Said said = side.type("verify");

        assertThat(said.out().lines())
                .containsExactly(
                        "0 events of 0 tenants: every chain is whole.",
                        "0 rows of 23 tables, 0 events: every row is as the events make it.");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    @Order(2)
    void one_event() {
        side.journal.write("acme", registered("acme"));
        side.awaitProjected("acme");

        assertThat(side.type("verify").out().lines())
                .containsExactly(
                        "1 event of 1 tenant: every chain is whole.",
                        "3 rows of 23 tables, 1 event: every row is as the events make it.");
    }

    @Test
    @Order(3)
    void offsets_with_holes_where_transactions_were_aborted() throws Exception {
        for (int i = 0; i < 8; i++) {
            side.journal.writeInVain("acme", product("never", null));
            side.journal.write("acme", product("home", "version " + i));
        }
        side.journal.writeInVain("acme", product("never", null));
        side.awaitProjected("acme");

        assertThat(side.number("SELECT count(*) FROM products")).isEqualTo(1);
        await().atMost(ReadSide.PATIENCE)
                .until(() -> side.ready().at("/details/lag_events").asString().equals("0"));
    }

    @Test
    @Order(4)
    void an_event_that_the_database_refuses() throws Exception {
        side.execute("ALTER TABLE products ADD CONSTRAINT unwanted CHECK (description NOT LIKE 'unwanted%')");
        side.journal.write("acme", product("home", "unwanted"));
        side.awaitProjected("acme");
        side.journal.write(
                "acme", product("home", "wanted"), product("home", "unwanted again"), product("video", "wanted"));
        side.awaitProjected("acme");

        await().atMost(ReadSide.PATIENCE)
                .until(() -> side.ready().at("/details/dead_letters").asString().contains("with 3 event(s)"));
        assertThat(side.ready().path("ready").asBoolean()).isTrue();
        assertThat(side.ready().at("/details/dead_letters").asString())
                .isEqualTo("1 object(s) are parked, with 3 event(s); run: buyledger dead-letters list");
        assertThat(side.get("/metrics"))
                .containsPattern("buyledger_projection_parked_objects\\S* 1.0")
                .containsPattern("buyledger_projection_parked_events\\S* 3.0");
        assertThat(side.number("SELECT count(*) FROM products WHERE description = 'wanted'"))
                .as("the other product goes on")
                .isEqualTo(1);
        assertThat(side.type("dead-letters", "list").out())
                .containsPattern("acme +product/home +parked +3 +10 +1 .* The database refuses it: ERROR: new row");
        assertThat(side.type("dead-letters", "show", "--tenant", "acme", "product/home")
                        .out())
                .contains(
                        "event 10 of acme: org.buyledger.product.put.v",
                        "missing in  products",
                        "why         it waits for an event before it");
        ReadSide.Said verified = side.type("verify", "--tables");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains("Parked: 3 events of 1 object. Discarded: 0 events. Rows were compared without them.");
    }

    @Test
    @Order(5)
    void it_is_tried_again_left_out_and_stays_out() throws Exception {
        assertThat(side.type("dead-letters", "retry").exitCode()).isEqualTo(ExitCode.STILL_PARKED);
        assertThat(side.type(
                                "dead-letters",
                                "discard",
                                "--tenant",
                                "acme",
                                "product/home",
                                "--sequence",
                                "10",
                                "--reason",
                                "a trial")
                        .out())
                .startsWith("Event 10 of acme (org.buyledger.product.put.v")
                .contains("is left out of products.");
        ReadSide.Said retried = side.type("dead-letters", "retry", "--tenant", "acme", "product/home");
        assertThat(retried.exitCode()).isEqualTo(ExitCode.STILL_PARKED);
        assertThat(retried.out())
                .startsWith("product/home of acme stays parked at event 12. The database refuses it: ERROR: new row")
                .endsWith("1 event(s) are applied; 1 object(s) stay parked.\n");
        side.execute("ALTER TABLE products DROP CONSTRAINT unwanted");
        assertThat(side.type("dead-letters", "retry"))
                .isEqualTo(new ReadSide.Said(ExitCode.OK, "1 event(s) are applied; 0 object(s) stay parked.\n"));
        assertThat(side.type("dead-letters", "discard", "--tenant", "acme", "product/home", "--reason", "again")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        side.journal.write("acme", product("home", "flows again"));
        side.awaitProjected("acme");
        assertThat(side.number("SELECT revision FROM products WHERE description = 'flows again'"))
                .isEqualTo(12);
        assertThat(side.type("rebuild").exitCode()).isZero();
        JsonNode left = side.type("dead-letters", "list", "-o", "json").json();
        assertThat(left).hasSize(1);
        assertThat(left.at("/0/state").asString()).isEqualTo("discarded");
        assertThat(left.at("/0/discard_reason").asString()).isEqualTo("a trial");
        assertThat(side.type("verify", "--tables").exitCode()).isZero();
    }

    @Test
    @Order(6)
    void one_hot_tenant() throws Exception {
        side.journal.begin();
        side.journal.add("hot", registered("hot"));
        for (int i = 0; i < 2_000; i++) {
            side.journal.add("hot", product("home", "version " + i));
        }
        side.journal.commit();
        side.awaitProjected("hot");

        assertThat(side.number("SELECT revision FROM products WHERE tenant_id = 'hot'"))
                .isEqualTo(2_000);
    }

    @Test
    @Order(7)
    void events_of_a_megabyte() throws Exception {
        String megabyte = "x".repeat(1_000_000);
        side.journal.write("big", registered("big"));
        for (int i = 0; i < 10; i++) {
            side.journal.write("big", product("p" + i, megabyte));
        }
        side.awaitProjected("big");

        assertThat(side.number("SELECT sum(length(description)) FROM products WHERE tenant_id = 'big'"))
                .isEqualTo(10_000_000);
    }

    @Test
    @Order(8)
    void ten_thousand_tenants() throws Exception {
        side.journal.begin();
        for (int i = 0; i < 10_000; i++) {
            side.journal.add("t" + i, registered("t" + i));
        }
        side.journal.commit();
        await().atMost(ReadSide.PATIENCE).until(() -> side.number("SELECT count(*) FROM tenants") == 10_003);

        ReadSide.Said said = side.type("verify", "-o", "json");

        assertThat(said.exitCode()).as(said.out()).isZero();
        assertThat(said.json().at("/tables/dead_letters/discarded").asInt()).isEqualTo(1);
        heads = said.json().at("/chains/heads");
        assertThat(heads).hasSize(10_003);
    }

    @Test
    @Order(9)
    void python_finds_the_same_heads_and_what_was_changed() throws Exception {
        StringBuilder lines = new StringBuilder();
        Client.read(side.servers.kafka(), Topics.EVENTS, record -> {
            if (!new String(record.key(), StandardCharsets.UTF_8).startsWith("big")) {
                lines.append(Kcat.json(record)).append('\n');
            }
        });
        Path log = Files.writeString(temporary.resolve("log"), lines);

        List<String> printed = Kcat.check(log).lines().toList();
        assertThat(printed).hasSize(heads.size() - 1).contains(line("acme"), line("hot"));

        Files.writeString(log, lines.toString().replaceFirst("version 7", "version 8"));
        assertThat(Kcat.check(log)).matches("(?s)broken at (acme|hot) 0000000000000000009, partition .*");
    }

    private static String line(String tenant) {
        for (JsonNode head : heads) {
            if (head.path("tenant").asString().equals(tenant)) {
                return "%s %d %s"
                        .formatted(
                                tenant,
                                head.path("sequence").asLong(),
                                head.path("hash").asString());
            }
        }
        throw new AssertionError(tenant + " has no head");
    }

    @Test
    @Order(10)
    void a_row_that_was_changed_by_hand() throws Exception {
        side.execute("UPDATE products SET name = 'The front page' WHERE tenant_id = 'acme' AND product_id = 'home'");

        ReadSide.Said said = side.type("verify", "--tables", "--tenant", "acme");

        assertThat(said.exitCode()).isEqualTo(ExitCode.TABLES_DIFFER);
        assertThat(said.out())
                .contains("products  acme home  name    The front page  The page")
                .contains("products: 1 row. Run: buyledger rebuild --table products");
        assertThat(side.type("verify", "--tables", "--tenant", "hot", "-q"))
                .isEqualTo(new ReadSide.Said(ExitCode.OK, ""));
        side.execute("UPDATE products SET name = 'The page' WHERE tenant_id = 'acme'");
    }

    @Test
    @Order(11)
    void an_event_that_was_written_by_somebody_else() throws Exception {
        Event event = new CatalogueEvent.CurrencyLimitSet(new CurrencyLimit("USD", null, new BigDecimal("9")));
        Headers headers = EventCodec.headers(side.journal.next("t7", event));
        side.journal.writeForeign(
                "t7",
                "{\"currency\":\"USD\",\"max_daily_package_spend\":\"1000000\"}".getBytes(StandardCharsets.UTF_8),
                headers);

        ReadSide.Said said = side.type("verify", "--chains");

        assertThat(said.exitCode()).isEqualTo(ExitCode.CHAIN_BROKEN);
        assertThat(said.out())
                .containsPattern("t7 +changed +2 +\\d +\\d+ +its hash is not that of its headers and payload");
    }

    @Test
    @Order(12)
    void an_event_of_a_type_that_is_newer_than_the_projector() throws Exception {
        Event event = product("home", null);
        Headers headers = EventCodec.headers(side.journal.next("acme", event));
        headers.remove(HeaderNames.TYPE)
                .add(HeaderNames.TYPE, "org.buyledger.product.put.v99".getBytes(StandardCharsets.UTF_8));
        long before = side.number("SELECT sequence FROM tenant_positions WHERE tenant_id = 'acme'");
        side.journal.writeForeign("acme", EventCodec.payload(event), headers);

        await().atMost(ReadSide.PATIENCE)
                .until(() -> !side.ready().path("ready").asBoolean());
        assertThat(side.ready().toString())
                .contains("product.put.v99")
                .contains("this version knows product.put up to v");
        assertThat(side.number("SELECT sequence FROM tenant_positions WHERE tenant_id = 'acme'"))
                .isEqualTo(before);
    }
}
