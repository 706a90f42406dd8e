package org.buyledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.buyledger.events.Json;
import org.buyledger.query.PatchedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class JsonPatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}           | {"a":1}             | []
            {"a":1}           | {"a":2,"b":3}       | [{"op":"replace","path":"/a","value":2},{"op":"add","path":"/b","value":3}]
            {"a":1,"b":2}     | {"b":2}             | [{"op":"remove","path":"/a"}]
            {"a":{"b":[1,2]}} | {"a":{"b":[1,2,3]}} | [{"op":"add","path":"/a/b/2","value":3}]
            [1,2,3,4]         | [1,4]               | [{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}]
            [{"x":1},2]       | [{"x":3},2]         | [{"op":"replace","path":"/0/x","value":3}]
            {"a/b":1,"~":1}   | {"a/b":2,"~":2}     | [{"op":"replace","path":"/a~1b","value":2},{"op":"replace","path":"/~0","value":2}]
            {"a":[]}          | {"a":{}}            | [{"op":"replace","path":"/a","value":{}}]
            {"a":null}        | {"a":false}         | [{"op":"replace","path":"/a","value":false}]
            """)
    void a_patch_is_as_small_as_it_reads(String before, String after, String patch) {
        assertThat(patch(Json.EVENTS.readTree(before), Json.EVENTS.readTree(after)))
                .isEqualTo(Json.EVENTS.readTree(patch));
    }

    @Test
    void what_comes_to_be_is_added_whole_and_what_goes_becomes_null() {
        JsonNode there = Json.EVENTS.readTree("{\"a\":1}");
        MissingNode missing = MissingNode.getInstance();

        assertThat(patch(missing, there).toString()).isEqualTo("[{\"op\":\"add\",\"path\":\"\",\"value\":{\"a\":1}}]");
        assertThat(patch(there, missing).toString()).isEqualTo("[{\"op\":\"replace\",\"path\":\"\",\"value\":null}]");
        assertThat(patch(missing, missing)).isEmpty();
    }

    @Test
    void a_patch_between_any_two_documents_makes_one_of_the_other() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            JsonNode before = document(random, 0);
            JsonNode after = random.nextInt(4) == 0 ? document(random, 0) : changed(random, before);
            PatchedDocument patched = new PatchedDocument(before.deepCopy());
            patched.apply(patch(before, after));
            assertThat(patched.json()).as("seed %d, pair %d", seed, i).isEqualTo(after);
        }
    }

    private static JsonNode patch(JsonNode before, JsonNode after) {
        return Json.EVENTS.readTree(Json.EVENTS.writeValueAsString(JsonPatch.between(before, after)));
    }

    private static JsonNode document(Random random, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> {
                ObjectNode object = make.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(name(random), document(random, depth + 1));
                }
                yield object;
            }
            case 1 -> {
                ArrayNode array = make.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(document(random, depth + 1));
                }
                yield array;
            }
            case 2 -> make.nullNode();
            case 3 -> make.stringNode(name(random));
            case 4 -> make.booleanNode(random.nextBoolean());
            default -> make.numberNode(random.nextInt(3));
        };
    }

    private static String name(Random random) {
        return new String[] {"a", "b", "c/d", "~", "", "0"}[random.nextInt(6)];
    }

    private static JsonNode changed(Random random, JsonNode before) {
        JsonNode after = before.deepCopy();
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(random, after);
        }
        return after;
    }

    private static void change(Random random, JsonNode node) {
        if (node instanceof ArrayNode array) {
            int at = random.nextInt(array.size() + 1);
            if (at == array.size() || random.nextInt(3) == 0) {
                array.insert(at, document(random, 2));
            } else if (random.nextBoolean()) {
                array.remove(at);
            } else {
                change(random, array.get(at));
            }
        } else if (node instanceof ObjectNode object) {
            String name = name(random);
            if (!object.has(name) || random.nextInt(3) == 0) {
                object.set(name, document(random, 2));
            } else if (random.nextBoolean()) {
                object.remove(name);
            } else {
                change(random, object.get(name));
            }
        }
    }
}
