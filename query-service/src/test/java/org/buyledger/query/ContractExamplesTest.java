package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Client.CONTRACT;
import static org.buyledger.query.Fixture.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of the contract are answers of the service, each to the request that its summary has. {@code -Dcontract=record}
 * writes them anew.
 */
class ContractExamplesTest extends ServiceTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/openapi/query/examples.json");
    private static final String READER = token("acme", "reader");
    private static final String PROBLEM = "application/problem+json";

    /** Of operations whose usual answer would tell little or too much. */
    private static final Map<String, String> QUERIES = Map.of(
            "follow_events", "?after=0&max_results=1&types=org.buyledger.media_buy.started.v1",
            "list_audit_log application/x-ndjson", "?type=org.buyledger.media_buy.started.v1");

    private final ObjectNode examples = JsonNodeFactory.instance.objectNode();

    @Override
    protected void write() {
        TestLog log = new TestLog();
        new Ledger(database).apply(Streams.everything(log, "acme").records());
        fixture.user("acme", "reader", UserRole.viewer);
        fixture.sql("UPDATE principals SET token_sha256 = NULL");
        fixture.command("acme", "principal:nova", "cmd-1", row -> {});
        fixture.sql("UPDATE projection_positions SET updated_at = '2026-11-23T14:00:00Z'");
        // Whose first events are in a month that is detached.
        fixture.tenant("old");
        fixture.user("old", "reader", UserRole.viewer);
        fixture.event("old", 1201, row -> {});
        fixture.position("old", 1201);
    }

    @Test
    void the_examples_are_what_the_service_answers() throws Exception {
        CONTRACT.document().get("paths").forEachEntry((template, item) -> operation(template, item));
        problems();

        if (System.getProperty("contract", "").equals("record")) {
            Files.writeString(
                    EXAMPLES, Json.EVENTS.writerWithDefaultPrettyPrinter().writeValueAsString(examples) + "\n");
        }
        assertThat(lasting(examples))
                .as("mvn -pl query-service -am verify -Dtest=ContractExamplesTest -Dcontract=record writes them anew")
                .isEqualTo(lasting(Json.EVENTS.readTree(Files.readString(EXAMPLES))));
    }

    /** Without hashes of payloads, whose order of members is each JVM's, and without the schema's newest revision. */
    private static String lasting(JsonNode examples) {
        return Json.EVENTS
                .writeValueAsString(examples)
                .replaceAll("[0-9a-f]{64}", "0".repeat(64))
                .replaceAll("(\"schema\":\\{\"revision\":\")[^\"]*(\",\"name\":\")[^\"]*", "$1$2");
    }

    private void operation(String template, JsonNode item) {
        JsonNode operation = item.get("get");
        if (template.startsWith("/openapi")) {
            return; // too long for an example; ContractTest compares them
        }
        String path = template;
        for (JsonNode parameter : item.path("parameters")) {
            path = path.replace(
                    '{' + parameter.get("name").stringValue() + '}',
                    parameter.get("example").stringValue());
        }
        JsonNode ok = operation.get("responses").get("200");
        boolean isPaged = ok.get("headers").has("Link");
        String id = operation.get("operationId").stringValue();
        for (String type : ok.get("content").propertyNames()) {
            String query =
                    QUERIES.getOrDefault(id + " " + type, QUERIES.getOrDefault(id, isPaged ? "?max_results=1" : ""));
            ObjectNode to = at(examples, "paths", template, "get", "responses", "200", "content", type, "examples");
            if (type.equals("text/event-stream")) {
                String url = path + query.replace("&max_results=1", "");
                example(to, "answer", url, JsonNodeFactory.instance.stringNode(beginning(url)));
                continue;
            }
            Client.Reply reply = client.get(READER, path + query, Map.of("Accept", type));
            assertThat(reply.status()).as(path + query).isEqualTo(200);
            if (type.equals("application/x-ndjson")) {
                List<String> lines = reply.body().lines().toList();
                example(to, "entry", path + query, Json.EVENTS.readTree(lines.getFirst()));
                example(to, "last", path + query, Json.EVENTS.readTree(lines.getLast()));
            } else {
                example(to, "answer", path + query, reply.json());
            }
        }
    }

    private static ObjectNode at(ObjectNode root, String... names) {
        ObjectNode node = root;
        for (String name : names) {
            node = node.withObjectProperty(name);
        }
        return node;
    }

    private static void example(ObjectNode to, String name, String path, JsonNode value) {
        to.putObject(name).put("summary", "GET " + path).set("value", value);
    }

    /** The first two blocks of a stream. */
    private String beginning(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Authorization", "Bearer " + READER)
                .header("Accept", "text/event-stream")
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            List<String> read = new ArrayList<>();
            for (int blocks = 0; blocks < 2; ) {
                String line = lines.readLine();
                read.add(line);
                blocks += line.isEmpty() ? 1 : 0;
            }
            return read.stream().map(line -> line + "\n").collect(Collectors.joining());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void problems() throws IOException {
        problem("InvalidRequest", READER, "/v1/media-buys?status=nice", Map.of());
        problem("Unauthorized", "", "/v1/media-buys", Map.of());
        problem("Unauthorized", "nobodys", "/v1/media-buys", Map.of());
        problem("Forbidden", ROOT, "/v1/media-buys", Map.of());
        problem("NotFound", READER, "/v1/media-buys/mb_9", Map.of());
        problem("TooLong", READER, "/v1/media-buys?media_buy_id=" + "x".repeat(8_000), Map.of());
        problem("Gone", token("old", "reader"), "/v1/events?after=17", Map.of());
        problem("Unavailable", READER, "/v1/media-buys", Map.of("Buyledger-Min-Position", "4711"));
        try (QueryService strict = QueryService.start(testDatabase.settings(Map.of("BUYLEDGER_RATE_LIMIT", "1")));
                Client impatient = new Client(strict.port())) {
            impatient.get(READER, "/v1/media-buys");
            problem("RateLimited", impatient, READER, "/v1/media-buys", Map.of());
        }
    }

    private void problem(String response, String token, String path, Map<String, String> headers) {
        problem(response, client, token, path, headers);
    }

    private void problem(String response, Client asking, String token, String path, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("X-Request-Id", "req-1");
        ObjectNode body = (ObjectNode) asking.get(token, path, all).json();
        if (body.has("retry_after")) {
            body.put("retry_after", 1); // how long is the clock's to say
        }
        ObjectNode to = at(examples, "components", "responses", response, "content", PROBLEM, "examples");
        example(to, body.get("code").stringValue(), path.length() > 100 ? path.substring(0, 40) + "..." : path, body);
    }
}
