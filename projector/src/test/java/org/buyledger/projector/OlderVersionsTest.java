package org.buyledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;
import static org.buyledger.migrations.jooq.Tables.PROJECTION_POSITIONS;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.events.Topics;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.catalogue.PricingModel;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.migrations.Database;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What older versions wrote becomes rows like those of today; the audit log keeps it as it was written. */
class OlderVersionsTest {
    private static final Path GOLDEN = Path.of("../events/src/test/resources/golden/events");
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);
    private static final String TENANT = "golden"; // the one that the golden records are of

    private final Database database = TestDatabase.migrated();

    /** A record as its file has it: a line with the key, one for each header, an empty line, and the value. */
    private static ConsumerRecord<byte[], byte[]> golden(String file, long offset) throws IOException {
        String[] parts = Files.readString(GOLDEN.resolve(file)).split("\n\n", 2);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.EVENTS, 0, offset, utf8(TENANT), utf8(parts[1]));
        parts[0].lines()
                .map(line -> line.split(": ", 2))
                .forEach(header -> record.headers().add(header[0], utf8(header[1])));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PricingOptionPut price(@Nullable BigDecimal fixed, @Nullable BigDecimal floor) {
        return PricingOptionPut.of(new PricingOption(
                new ProductId("home"),
                new PricingOptionId("today"),
                PricingModel.CPM,
                "USD",
                fixed,
                floor,
                null,
                Map.of()));
    }

    private static TestLog log() {
        return new TestLog()
                .add(TENANT, new TenantEvent.Registered(new TenantId(TENANT), "Golden", TenantSettings.DEFAULT))
                .add(TENANT, new ProductPut(Streams.product("home")));
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        database.transaction(sql -> sql.insertInto(PROJECTION_POSITIONS)
                .set(PROJECTION_POSITIONS.TOPIC, PARTITION.topic())
                .set(PROJECTION_POSITIONS.PARTITION, PARTITION.partition())
                .set(PROJECTION_POSITIONS.NEXT_OFFSET, 0L)
                .set(PROJECTION_POSITIONS.UPDATED_AT, Instant.EPOCH)
                .execute());
        new Batch(database, Projections.all(), CommandResults::row)
                .apply(PARTITION, records, 0, records.getLast().offset() + 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            pricing_option.put.v1.record,         cpm,     12.505,
            pricing_option.put.v1.auction.record, auction, ,       3
            """)
    void a_price_of_version_1_has_the_same_row_as_one_of_version_2(
            String file, String option, @Nullable BigDecimal fixed, @Nullable BigDecimal floor) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> records =
                new ArrayList<>(log().add(TENANT, price(fixed, floor)).records());
        ConsumerRecord<byte[], byte[]> older = golden(file, records.getLast().offset() + 1);
        records.add(older);

        apply(records);

        var rows =
                database.readOnly(sql -> sql.selectFrom(PRICING_OPTIONS).fetchMap(PRICING_OPTIONS.PRICING_OPTION_ID));
        assertThat(rows).containsOnlyKeys("today", option);
        assertThat(rows.values())
                .allSatisfy(row -> assertThat(row.getFixedPrice()).isEqualTo(fixed))
                .allSatisfy(row -> assertThat(row.getFloorPrice()).isEqualTo(floor));
        assertThat(written("org.buyledger.pricing_option.put.v2")).contains("\"price\"");
        assertThat(written("org.buyledger.pricing_option.put.v1")).isEqualTo(asJsonb(older));
    }

    /** The payload of the one audited event of a type. */
    private String written(String type) {
        return database.readOnly(sql -> sql.selectFrom(AUDIT_LOGS)
                .where(AUDIT_LOGS.TYPE.eq(type))
                .fetchSingle()
                .getPayload()
                .data());
    }

    private String asJsonb(ConsumerRecord<byte[], byte[]> record) {
        return database.readOnly(
                sql -> sql.fetchSingle("SELECT ?::jsonb::text", new String(record.value(), StandardCharsets.UTF_8))
                        .get(0, String.class));
    }
}
