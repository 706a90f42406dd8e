package org.buyledger.events.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.client.EventCodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was published once stays as it is. Growth is recorded with {@link Published#COMMAND}. */
class ContractsTest {
    private static final String RECORD = "If that is meant, record it and commit what it writes: " + Published.COMMAND;

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @BeforeAll
    static void record() throws IOException {
        if (Objects.equals(System.getProperty("contracts"), "record")) {
            Published.record();
        }
    }

    static List<Contract> contracts() {
        return Contract.all();
    }

    static List<Contract> events() {
        return Contract.of(Contract.Family.EVENTS);
    }

    static List<Path> goldenEvents() throws IOException {
        Path folder = Published.GOLDEN.resolve("events");
        return Published.files(folder).stream()
                .filter(file -> file.endsWith(".record"))
                .map(folder::resolve)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_published_version_never_changes(Contract contract) throws IOException {
        assertThat(Published.breaks(contract)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void its_growth_is_recorded(Contract contract) throws IOException {
        assertThat(Published.schema(contract))
                .as("%s is not published. %s", contract, RECORD)
                .exists();
        assertThat(Files.readString(Published.schema(contract)))
                .as("%s has grown. %s", contract, RECORD)
                .isEqualTo(Published.text(Schemas.of(contract)));
    }

    @Test
    void no_published_version_disappears() throws IOException {
        assertThat(Published.files(Published.SCHEMAS))
                .as("Each published message is read for ever: give one that is no longer written an upcaster.")
                .containsExactlyInAnyOrderElementsOf(
                        Contract.all().stream().map(Contract::schemaFile).toList());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void what_a_record_writes_is_valid_by_its_schema(Contract contract) {
        Schema schema = SCHEMAS.getSchema(Published.text(Schemas.of(contract)));
        for (Object message : List.of(Instances.full(contract.record()), Instances.least(contract.record()))) {
            JsonNode payload = contract.family().mapper().valueToTree(message);
            assertThat(schema.validate(payload)).as("%s", payload).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_payload_without_its_fields_or_with_wrong_ones_is_not_valid(Contract contract) {
        Schema schema = SCHEMAS.getSchema(Published.text(Schemas.of(contract)));
        ObjectNode full = contract.family().mapper().valueToTree(Instances.full(contract.record()));
        for (Fields.Field field : Fields.of(contract.record())) {
            if (field.required() && field.type() != JsonNode.class) {
                ObjectNode payload = full.deepCopy();
                payload.set(field.name(), Published.parse("[true]"));
                assertThat(schema.validate(payload))
                        .as("%s wrong", field.name())
                        .isNotEmpty();
                payload.remove(field.name());
                assertThat(schema.validate(payload))
                        .as("%s missing", field.name())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_version_has_a_golden_record(Contract contract) {
        assertThat(Published.golden(contract)).as(RECORD).exists();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void a_golden_event_is_read_and_says_the_same_when_written_again(Path file) throws IOException {
        ConsumerRecord<byte[], byte[]> record = GoldenRecord.read(file);

        Recorded<Event> event = EventCodec.decode(record);

        assertThat(file.getFileName().toString())
                .startsWith(Contract.shortName(event.envelope().type()) + ".");
        assertThat(event.json()).isEqualTo(new String(record.value(), StandardCharsets.UTF_8));
        Contract contract = Contract.of(Contract.Family.EVENTS).stream()
                .filter(c -> c.type().equals(event.envelope().type()))
                .findFirst()
                .orElseThrow();
        assertThat(writtenAgain(contract, record.value())).isEqualTo(Json.EVENTS.readTree(record.value()));
    }

    private static JsonNode writtenAgain(Contract contract, byte[] golden) {
        JsonMapper mapper = contract.family().mapper();
        return mapper.readTree(mapper.writeValueAsBytes(mapper.readValue(golden, contract.record())));
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void a_golden_event_has_the_hash_of_its_bytes(Path file) throws IOException {
        ConsumerRecord<byte[], byte[]> record = GoldenRecord.read(file);
        EventEnvelope envelope = EventCodec.envelope(record);

        assertThat(new HashChain().hash(envelope, record.value())).isEqualTo(envelope.hash());
    }

    @Test
    void golden_commands_and_results_are_read_and_say_the_same_when_written_again() throws IOException {
        for (Contract contract : Contract.all()) {
            if (contract.family() != Contract.Family.EVENTS) {
                byte[] golden = Files.readAllBytes(Published.golden(contract));

                assertThat(writtenAgain(contract, golden))
                        .as("%s", contract)
                        .isEqualTo(contract.family().mapper().readTree(golden));
            }
        }
    }

    @Test
    void the_headers_of_events_are_described() throws IOException {
        ConsumerRecord<?, ?> record = GoldenRecord.read(goldenEvents().getFirst());

        assertThat(Channel.ALL.get(1).headers())
                .extracting(Channel.Header::name)
                .containsExactlyElementsOf(StreamSupport.stream(record.headers().spliterator(), false)
                        .map(Header::key)
                        .toList());
    }

    @Test
    void the_pages_that_are_made_from_the_code_are_up_to_date() throws IOException {
        assertThat(Files.readString(Published.CATALOGUE)).as(RECORD).isEqualTo(CataloguePage.text());
        assertThat(Files.readString(Published.ASYNC_API)).as(RECORD).isEqualTo(Published.text(AsyncApi.document()));
    }
}
