package org.buyledger.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.buyledger.events.Command;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.EventCodec;
import org.buyledger.operations.Contract;
import org.buyledger.operations.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The port as a sender meets it; Kafka is played by its own mocks. */
class CommandsServerTest {
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS, 0);

    private static final Contract CONTRACT = new Contract("openapi/commands");

    private final MockConsumer<byte[], byte[]> results = new MockConsumer<>("latest");
    private final CompletableFuture<ProducerRecord<byte[], byte[]>> sent = new CompletableFuture<>();
    private @Nullable RuntimeException failure;
    private final MockProducer<byte[], byte[]> topic =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized java.util.concurrent.Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record) {
                    if (failure != null) {
                        throw failure;
                    }
                    var future = super.send(record);
                    sent.complete(record);
                    return future;
                }
            };
    private final CommandsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    CommandsServerTest() {
        Node node = new Node(0, "nowhere", 1);
        results.updatePartitions(Topics.RESULTS, List.of(new PartitionInfo(Topics.RESULTS, 0, node, null, null)));
        results.updateBeginningOffsets(Map.of(RESULTS, 0L));
        results.updateEndOffsets(Map.of(RESULTS, 0L));
        server = new CommandsServer(
                new Settings(Map.of("BUYLEDGER_COMMANDS_PORT", "0", "BUYLEDGER_API_URL", "https://api.example")),
                new Outbox(topic),
                new Replies(() -> results),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private HttpRequest.Builder post(String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/commands"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The answer, which is as the contract has it. */
    private HttpResponse<String> answer(HttpRequest.Builder builder) throws Exception {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        CONTRACT.check(request.method(), request.uri().getPath(), answer.statusCode(), answer.headers(), answer.body());
        return answer;
    }

    private HttpRequest.Builder buy(String... more) {
        return post(
                        "{\"a\": 1}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer secret",
                        "ce-id",
                        "buy-1",
                        "ce-type",
                        "org.buyledger.create_media_buy.v1",
                        "ce-partitionkey",
                        "demo")
                .headers(more.length == 0 ? new String[] {"X-Request-Id", "r-1"} : more);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.EVENTS.readTree(answer.body());
    }

    private static @Nullable String header(ProducerRecord<byte[], byte[]> record, String name) {
        return EventCodec.text(record.headers(), name);
    }

    /** The result of the next command, with this reply id or its own. */
    private CompletableFuture<Void> result(@Nullable String replyId, String value) {
        return sent.thenAccept(record -> {
            RecordHeaders headers = new RecordHeaders();
            String id = replyId == null ? header(record, HeaderNames.REPLY_ID) : replyId;
            headers.add(HeaderNames.REPLY_ID, EventCodec.utf8(String.valueOf(id)));
            headers.add(HeaderNames.CAUSATION_ID, EventCodec.utf8("buy-1"));
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            long offset = results.endOffsets(List.of(RESULTS)).getOrDefault(RESULTS, 0L);
            results.addRecord(new ConsumerRecord<>(
                    Topics.RESULTS,
                    0,
                    offset,
                    0L,
                    TimestampType.CREATE_TIME,
                    4,
                    bytes.length,
                    EventCodec.utf8("demo"),
                    bytes,
                    headers,
                    java.util.Optional.empty()));
            results.updateEndOffsets(Map.of(RESULTS, offset + 1));
        });
    }

    @Test
    void a_command_is_put_on_the_topic_as_it_came_and_the_answer_says_where_its_result_will_be() throws Exception {
        HttpResponse<String> answer = answer(buy("ce-correlationid", "job-42", "traceparent", "00-1-2-01"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://api.example/v1/commands/buy-1");
        assertThat(answer.body()).isEqualTo("{\"command_id\":\"buy-1\",\"status\":\"pending\"}");
        ProducerRecord<byte[], byte[]> record = sent.get(5, TimeUnit.SECONDS);
        assertThat(record.topic()).isEqualTo(Topics.COMMANDS);
        assertThat(record.key()).asString().isEqualTo("demo");
        assertThat(record.value()).asString().isEqualTo("{\"a\": 1}");
        assertThat(header(record, HeaderNames.ID)).isEqualTo("buy-1");
        assertThat(header(record, HeaderNames.TYPE)).isEqualTo("org.buyledger.create_media_buy.v1");
        assertThat(header(record, HeaderNames.AUTHORIZATION)).isEqualTo("Bearer secret");
        assertThat(header(record, HeaderNames.CORRELATION_ID)).isEqualTo("job-42");
        assertThat(header(record, HeaderNames.TRACE_PARENT)).isEqualTo("00-1-2-01");
    }

    @Test
    void an_event_in_structured_mode_names_the_tenant_in_its_partition_key() throws Exception {
        HttpResponse<String> answer = answer(post(
                "{\"id\": \"s-1\", \"type\": \"t\", \"partitionkey\": \"demo\", \"data\": {}}",
                "Content-Type",
                "application/cloudevents+json",
                "Authorization",
                "Bearer secret"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(sent.get(5, TimeUnit.SECONDS).key()).asString().isEqualTo("demo");
    }

    @Test
    void an_idempotency_key_is_the_id_of_a_command_that_has_none() throws Exception {
        HttpResponse<String> answer = answer(post(
                "{}",
                "Authorization",
                "Bearer secret",
                "Idempotency-Key",
                "retry-7",
                "ce-type",
                "t",
                "ce-partitionkey",
                "demo"));

        assertThat(answer.headers().firstValue("Location")).hasValue("https://api.example/v1/commands/retry-7");
    }

    @Test
    void who_waits_gets_the_result() throws Exception {
        String value =
                "{\"command_id\":\"buy-1\",\"outcome\":\"accepted\",\"position\":17,\"events\":[],\"response\":{}}";
        CompletableFuture<Void> written = result(null, value);

        HttpResponse<String> answer = answer(buy("Prefer", "respond-async, wait=10"));

        written.get(5, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(value);
        assertThat(answer.headers().firstValue("Buyledger-Position")).hasValue("17");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=10");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_INVALID, 401", "PERMISSION_DENIED, 403", "MEDIA_BUY_NOT_FOUND, 404", "CONFLICT, 409",
        "IDEMPOTENCY_CONFLICT, 409", "INVALID_REQUEST, 400", "BUDGET_EXCEEDED, 422", "INTERNAL, 500"
    })
    void a_refusal_is_a_problem_with_the_status_that_says_most_nearly_the_same(String code, int status)
            throws Exception {
        CompletableFuture<Void> written = result(null, """
                {"command_id":"buy-1","outcome":"rejected","position":18,"error":{"code":"%s","message":"No.",\
                "field":"/packages/0/budget","suggestion":"Less.","recovery":"correctable"}}""".formatted(code));

        HttpResponse<String> answer = answer(buy("Prefer", "wait=10", "X-Request-Id", "r-1"));

        written.get(5, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (code.equals("BUDGET_EXCEEDED")) {
            assertThat(((ObjectNode) json(answer)).put("position", 4712)).isEqualTo(example("Refused", code));
        }
        assertThat(json(answer)).isEqualTo(Json.EVENTS.readTree("""
                {"title":"%s","status":%d,"detail":"No.","instance":"/v1/commands","code":"%s","recovery":"correctable",
                 "field":"/packages/0/budget","suggestion":"Less.","command_id":"buy-1","position":18,"request_id":"%s"}
                """.formatted(
                        json(answer).path("title").stringValue(),
                        status,
                        code,
                        json(answer).path("request_id").stringValue())));
    }

    @Test
    void the_result_of_somebody_else_who_used_the_same_id_is_not_shown() throws Exception {
        CompletableFuture<Void> written = result("another", """
                {"command_id":"buy-1","outcome":"accepted","position":17,"events":[],"response":{"secret":true}}""");

        HttpResponse<String> answer = answer(buy("Prefer", "wait=1"));

        written.get(5, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void nobody_chooses_the_reply_id() throws Exception {
        answer(buy("ce-replyid", "another"));

        ProducerRecord<byte[], byte[]> record = sent.get(5, TimeUnit.SECONDS);
        assertThat(record.headers().headers(HeaderNames.REPLY_ID)).hasSize(1);
        assertThat(header(record, HeaderNames.REPLY_ID)).isNotEqualTo("another");
    }

    @Test
    void what_kafka_did_not_confirm_may_be_sent_again() throws Exception {
        failure = new TimeoutException("no broker");

        HttpResponse<String> answer = answer(buy());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer).path("suggestion").stringValue()).contains("under the same id");
    }

    @Test
    void a_command_without_a_token_is_not_sent() throws Exception {
        HttpResponse<String> answer = answer(post("{}", "ce-id", "a", "ce-type", "t", "ce-partitionkey", "demo"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(topic.history()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ce-partitionkey, '', 400, ce-partitionkey",
        "ce-partitionkey, Not a tenant, 400, key",
        "ce-id, no/slashes, 400, ce_id",
        "Content-Type, text/plain, 415, Content-Type"
    })
    void a_bad_header_is_named_and_nothing_is_sent(String name, String value, int status, String field)
            throws Exception {
        HttpRequest.Builder request = buy();
        request.setHeader(name, value);

        HttpResponse<String> answer = answer(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("field").stringValue()).isEqualTo(field);
        assertThat(json(answer).path("suggestion").stringValue()).isNotEmpty();
        assertThat(topic.history()).isEmpty();
    }

    @Test
    void a_command_that_is_too_large_is_refused() throws Exception {
        HttpRequest.Builder request = buy();
        request.POST(HttpRequest.BodyPublishers.ofString("x".repeat(Topics.LARGEST_COMMAND + 1)));

        HttpResponse<String> answer = answer(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").stringValue()).contains("1000001 bytes");
    }

    @Test
    void other_methods_and_paths_are_told_where_to_go() throws Exception {
        HttpResponse<String> get = answer(post("").GET());
        HttpResponse<String> elsewhere =
                answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/media-buys")));

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(json(get).path("suggestion").stringValue()).contains("https://api.example/v1/commands/{id}");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    @Test
    void the_contract_is_served_to_everybody_in_both_forms() throws Exception {
        HttpResponse<String> json = answer(post("").uri(uri("/openapi.json")).GET());
        HttpResponse<String> yaml = answer(post("").uri(uri("/openapi.yaml")).GET());

        assertThat(json(json)).isEqualTo(CONTRACT.document());
        assertThat(yaml.body()).startsWith("openapi: 3.1.1\ninfo:\n  title: Buyledger commands\n");
        assertThat(answer(post("").uri(uri("/openapi.json")).HEAD()).body()).isEmpty();
    }

    @Test
    void every_command_is_in_the_contract_and_there_are_no_others() {
        JsonNode schemas = CONTRACT.document().at("/components/schemas");

        assertThat(schemas.at("/CommandType/enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(new TreeSet<>(Command.TYPES.names()));
        assertThat(schemas.at("/Payload/anyOf")
                        .valueStream()
                        .map(one -> one.get("$ref").stringValue()))
                .containsExactlyElementsOf(new TreeSet<>(Command.TYPES.names())
                        .stream()
                                .map(type -> type.replace(WireTypes.PREFIX, "#/components/schemas/"))
                                .toList());
    }

    @Test
    void the_data_of_a_command_is_bound_to_its_type() {
        JsonNode events = CONTRACT.document().at("/components/schemas/CommandEvent");
        JsonNode event = CONTRACT.document().at("/components/examples/create_media_buy_event/value");
        JsonNode ofAnotherType =
                ((ObjectNode) event.deepCopy()).put("type", WireTypes.PREFIX + "approve_workflow_step.v1");

        assertThat(events.get("oneOf")
                        .valueStream()
                        .map(one -> one.at("/properties/type/const").stringValue() + " "
                                + one.at("/properties/data/$ref").stringValue()))
                .containsExactlyElementsOf(new TreeSet<>(Command.TYPES.names())
                        .stream()
                                .map(type -> type + " " + type.replace(WireTypes.PREFIX, "#/components/schemas/"))
                                .toList());
        CONTRACT.check("a command", events, event);
        assertThatThrownBy(() -> CONTRACT.check("a command", events, ofAnotherType))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_examples_of_the_contract_are_requests_and_answers_of_the_service() throws Exception {
        JsonNode components = CONTRACT.document().get("components");
        JsonNode payload = components.at("/examples/create_media_buy/value");
        JsonNode event = components.at("/examples/create_media_buy_event/value");
        JsonNode answers = CONTRACT.document().at("/paths/~1v1~1commands/post/responses");
        JsonNode accepted = answers.at("/200/content/application~1json/examples/accepted/value");

        assertThat(payload)
                .isEqualTo(Json.COMMANDS.readTree(Files.readString(Path.of("../docs/examples/create_media_buy.json"))));
        assertThat(event.get("data")).isEqualTo(payload);
        CompletableFuture<Void> written = result(null, accepted.toString());
        assertThat(json(answer(buy("Prefer", "wait=10")))).isEqualTo(accepted);
        written.get(5, TimeUnit.SECONDS);
        HttpResponse<String> pending = answer(post(
                event.toString(), "Content-Type", "application/cloudevents+json", "Authorization", "Bearer secret"));
        assertThat(json(pending)).isEqualTo(answers.at("/202/content/application~1json/examples/pending/value"));
        assertThat(json(answer(post("{}", "X-Request-Id", "r-1")))).isEqualTo(example("Unauthorized", "AUTH_MISSING"));
        failure = new TimeoutException("no broker");
        assertThat(json(answer(buy()))).isEqualTo(example("Unavailable", "SERVICE_UNAVAILABLE"));
    }

    private static JsonNode example(String response, String code) {
        return CONTRACT.document()
                .at("/components/responses/" + response + "/content/application~1problem+json/examples/" + code
                        + "/value");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
