package org.buyledger.events.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.WireTypes;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.Price;
import org.buyledger.events.catalogue.PricingModel;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.UnreadableEvent;
import org.junit.jupiter.api.Test;

/** Events of older versions, from the bytes that those versions wrote. */
class UpcastingTest {

    private static ConsumerRecord<byte[], byte[]> golden(String name) throws IOException {
        return GoldenRecord.read(Path.of("src/test/resources/golden/events").resolve(name));
    }

    @Test
    void a_price_of_version_1_is_read_as_one_of_version_2() throws IOException {
        assertThat(EventCodec.decode(golden("pricing_option.put.v1.record")).event())
                .isEqualTo(new PricingOptionPut(
                        new ProductId("home"),
                        new PricingOptionId("cpm"),
                        PricingModel.CPM,
                        "USD",
                        new Price(Price.Kind.FIXED, new BigDecimal("12.505")),
                        new BigDecimal("500"),
                        Map.of("price_guidance", Json.EVENTS.readTree("{\"p50\":13.1}"))));
        assertThat(EventCodec.decode(golden("pricing_option.put.v1.auction.record"))
                        .event())
                .isEqualTo(new PricingOptionPut(
                        new ProductId("home"),
                        new PricingOptionId("auction"),
                        PricingModel.VCPM,
                        "USD",
                        new Price(Price.Kind.FLOOR, new BigDecimal("3")),
                        null,
                        Map.of()));
    }

    @Test
    void the_envelope_and_the_text_stay_as_they_were_written() throws IOException {
        ConsumerRecord<byte[], byte[]> record = golden("pricing_option.put.v1.record");

        Recorded<Event> recorded = EventCodec.decode(record);

        assertThat(recorded.envelope().type()).isEqualTo("org.buyledger.pricing_option.put.v1");
        assertThat(recorded.json())
                .isEqualTo(new String(record.value(), StandardCharsets.UTF_8))
                .contains("\"fixed_price\":\"12.505\"");
    }

    @Test
    void a_price_that_no_version_wrote_cannot_be_read() throws IOException {
        ConsumerRecord<byte[], byte[]> record = golden("pricing_option.put.v1.record");
        String both = new String(record.value(), StandardCharsets.UTF_8)
                .replace("\"fixed_price\"", "\"floor_price\":\"1\",\"fixed_price\"");

        assertThatThrownBy(() -> EventCodec.decode(withValue(record, both)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("its payload does not fit org.buyledger.pricing_option.put.v1");
    }

    private static ConsumerRecord<byte[], byte[]> withValue(ConsumerRecord<byte[], byte[]> record, String value) {
        ConsumerRecord<byte[], byte[]> other =
                new ConsumerRecord<>(record.topic(), 0, 0, record.key(), value.getBytes(StandardCharsets.UTF_8));
        record.headers().forEach(other.headers()::add);
        return other;
    }

    @Test
    void each_older_version_becomes_a_later_one_of_the_same_fact_about_the_same_object() {
        for (Contract older : Contract.of(Contract.Family.EVENTS).stream()
                .filter(Contract::isHistorical)
                .toList()) {
            Event today = ((Historical) Instances.full(older.record())).upcast();
            String type = Event.TYPES.typeOf(today).substring(WireTypes.PREFIX.length());

            assertThat(version(type)).as("%s is read as %s", older, type).isGreaterThan(version(older.name()));
            assertThat(fact(type)).isEqualTo(fact(older.name()));
        }
    }

    private static int version(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf(".v") + 2));
    }

    private static String fact(String name) {
        return name.substring(0, name.lastIndexOf(".v"));
    }

    @Test
    void what_is_no_longer_written_is_no_event() {
        assertThat(Historical.TYPES.names()).isNotEmpty().doesNotContainAnyElementsOf(Event.TYPES.names());
        for (String name : Historical.TYPES.names()) {
            assertThat(Event.class.isAssignableFrom(Historical.TYPES.find(name).orElseThrow()))
                    .isFalse();
        }
    }
}
