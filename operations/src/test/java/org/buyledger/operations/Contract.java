package org.buyledger.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers against the contract: their status, headers and body. Here, unlike for clients, a member that it does not name
 * is wrong.
 */
public final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String ID = "https://contract.example/openapi.json";
    private static final String PROBLEM = "application/problem+json";

    private static final JsonNode PROBLEM_SCHEMA =
            JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/Problem");

    /** What HTTP needs, whatever is answered. */
    private static final Set<String> OF_HTTP =
            Set.of("connection", "content-encoding", "content-length", "content-type", "date", "transfer-encoding");

    /** The request cannot be read, so no operation is asked for. */
    private static final Set<Integer> UNREADABLE = Set.of(413, 431);

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /** The contract whose files are in a folder of the class path. */
    public Contract(String folder) {
        document = OpenApi.of(folder).document();
        Map<String, String> closed = Map.of(ID, closed(document.deepCopy()).toString());
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(closed).schemaRegistryConfig(strict));
    }

    public JsonNode document() {
        return document;
    }

    /** The same schemas, whose objects have no members but those that they name, unless they say so. */
    private static JsonNode closed(JsonNode node) {
        node.forEach(Contract::closed);
        if (node instanceof ObjectNode schema
                && schema.path("type").stringValue("").equals("object")
                && schema.has("properties")
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        return node;
    }

    /** What a reference leads to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").stringValue("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** The path of the document that leads to a path, if there is one. */
    public Optional<String> template(String path) {
        if (document.get("paths").has(path)) {
            return Optional.of(path);
        }
        return document.get("paths").propertyNames().stream()
                .filter(template -> Pattern.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"), path))
                .findFirst();
    }

    /**
     * Checks an answer.
     *
     * @param path without the query string
     */
    public void check(String method, String path, int status, HttpHeaders headers, String body) {
        String what = method + " " + path + " " + status + "\n" + body;
        Optional<String> template = template(path);
        String operationOf = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        JsonNode operation = document.get("paths").path(template.orElse("")).path(operationOf);
        if (operation.isMissingNode() || UNREADABLE.contains(status)) {
            assertThat(status).as(what).isGreaterThanOrEqualTo(400);
            assertThat(headers.firstValue("Content-Type")).as(what).hasValue(PROBLEM);
            if (!method.equals("HEAD")) {
                check(what, PROBLEM_SCHEMA, JSON.readTree(body));
            }
            return;
        }
        JsonNode response = resolved(operation.get("responses").path(Integer.toString(status)));
        assertThat(response.isObject()).as("is in the contract: %s", what).isTrue();
        checkHeaders(what, response.path("headers"), headers);
        if (method.equals("HEAD") || !response.has("content")) {
            assertThat(body).as(what).isEmpty();
            return;
        }
        String type = headers.firstValue("Content-Type").orElse("");
        JsonNode content = response.get("content").path(type);
        assertThat(content.isObject())
                .as("%s is in the contract: %s", type, what)
                .isTrue();
        if (headers.firstValue("Content-Encoding").isPresent()) {
            return; // no text
        }
        switch (type) {
            case "application/json", PROBLEM, "application/cloudevents-batch+json" -> check(what, content, body);
            case "application/x-ndjson" -> body.lines().forEach(line -> check(what, content, line));
            default -> {} // text; of a stream, EventSource checks what is in it
        }
    }

    private void check(String what, JsonNode content, String body) {
        check(what, content.get("schema"), JSON.readTree(body));
    }

    /** Checks a value by a schema of the document. */
    public void check(String what, JsonNode schema, JsonNode value) {
        Schema known = compiled.computeIfAbsent(schema, this::compile);
        assertThat(known.validate(value)).as(what).isEmpty();
    }

    /** References lead into the document. */
    private Schema compile(JsonNode schema) {
        String absolute = schema.toString().replace("\"$ref\":\"#", "\"$ref\":\"" + ID + "#");
        return schemas.getSchema(closed(JSON.readTree(absolute)));
    }

    private void checkHeaders(String what, JsonNode documented, HttpHeaders headers) {
        Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        others.addAll(headers.map().keySet());
        others.removeAll(OF_HTTP);
        documented.forEachEntry((name, reference) -> {
            others.remove(name);
            JsonNode header = resolved(reference);
            List<String> values = headers.allValues(name);
            assertThat(values.size()).as("%s of %s", name, what).isLessThanOrEqualTo(1);
            if (header.path("required").asBoolean(false)) {
                assertThat(values).as("%s of %s", name, what).hasSize(1);
            }
            boolean isNumber =
                    resolved(header.get("schema")).path("type").stringValue("").equals("integer");
            values.forEach(value -> check(
                    name + " of " + what,
                    header.get("schema"),
                    isNumber ? JSON.readTree(value) : JsonNodeFactory.instance.stringNode(value)));
        });
        assertThat(others).as("headers that are not in the contract: %s", what).isEmpty();
    }
}
