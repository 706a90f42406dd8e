package org.buyledger.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A service's contract in OpenAPI: files of YAML, written by people, as the one document that is served.
 *
 * <p>{@code openapi.yaml} names the others in {@code x-files}; together they are merged member by member. {@code x-traits} are
 * parts of operations, and an operation is merged with those that it names there. A {@code $ref} to a file of the class path
 * stands for the JSON Schema that is there.
 */
public final class OpenApi {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private static final String FILES = "x-files";
    private static final String TRAITS = "x-traits";
    private static final String REFERENCE = "$ref";

    private final ObjectNode document;

    private OpenApi(ObjectNode document) {
        this.document = document;
    }

    /**
     * Joins the files of a folder.
     *
     * @param folder on the class path
     * @throws IllegalStateException when two of them say different things of the same, or one is not there
     */
    public static OpenApi of(String folder) {
        ObjectNode document = read(folder + "/openapi.yaml");
        document.remove(FILES).forEach(file -> merge(document, read(folder + '/' + file.stringValue()), ""));
        JsonNode traits = document.remove(TRAITS);
        for (JsonNode path : document.get("paths")) {
            for (JsonNode part : path) {
                if (part instanceof ObjectNode operation && operation.remove(TRAITS) instanceof ArrayNode names) {
                    names.forEach(name -> merge(operation, (ObjectNode) traits.get(name.stringValue()), "/"));
                }
            }
        }
        inline(document);
        return new OpenApi(document);
    }

    private static ObjectNode read(String name) {
        try (InputStream file = OpenApi.class.getClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + name + " on the class path.");
            }
            return (ObjectNode) YAML.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from, String at) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String path = at + '/' + member.getKey();
            switch (into.get(member.getKey())) {
                case null -> into.set(member.getKey(), member.getValue().deepCopy());
                case ObjectNode object when member.getValue() instanceof ObjectNode more -> merge(object, more, path);
                case ArrayNode list when member.getValue() instanceof ArrayNode more -> list.addAll(more);
                case JsonNode other ->
                    throw new IllegalStateException("Two parts of the contract say what is at " + path);
            }
        }
    }

    private static void inline(JsonNode node) {
        String[] reference = node.path(REFERENCE).stringValue("#").split("#", 2);
        if (node instanceof ObjectNode object && !reference[0].isEmpty()) {
            object.remove(REFERENCE);
            object.setAll((ObjectNode) read(reference[0]).at(reference.length < 2 ? "" : reference[1]));
            object.remove("$schema");
        }
        List<JsonNode> parts = new ArrayList<>();
        node.forEach(parts::add);
        parts.forEach(OpenApi::inline);
    }

    /** The document; not to be changed. */
    public JsonNode document() {
        return document;
    }

    /** The document as JSON. */
    public byte[] json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    /** The document as YAML. */
    public byte[] yaml() {
        return YAML.writeValueAsBytes(document);
    }
}
