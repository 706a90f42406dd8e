package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.buyledger.events.CanonicalJson.NotCanonical;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

    private static byte[] hash(String json) throws NotCanonical {
        return CanonicalJson.requestHash((ObjectNode) Json.COMMANDS.readTree(json));
    }

    @Test
    void it_agrees_with_the_reference_implementation_on_random_values() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String json = Json.COMMANDS.writeValueAsString(randomObject(random, 3));
            assertThat(CanonicalJson.text(Json.COMMANDS.readTree(json)))
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(new JsonCanonicalizer(json).getEncodedString());
        }
    }

    private static ObjectNode randomObject(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String name = randomString(random);
            switch (random.nextInt(depth == 0 ? 5 : 7)) {
                case 0 -> object.put(name, randomString(random));
                case 1 -> object.put(name, random.nextInt());
                case 2 -> object.put(name, Math.scalb(random.nextDouble(), random.nextInt(200) - 100));
                case 3 -> object.put(name, random.nextBoolean());
                case 4 -> object.putNull(name);
                case 5 -> object.set(name, randomObject(random, depth - 1));
                default -> {
                    ArrayNode array = object.putArray(name);
                    array.add(random.nextLong(1L << 53))
                            .add(randomString(random))
                            .add(randomObject(random, depth - 1));
                }
            }
        }
        return object;
    }

    private static String randomString(Random random) {
        return random.ints(random.nextInt(8), 1, 0x1F700)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void order_spacing_and_the_spelling_of_numbers_do_not_matter() throws NotCanonical {
        assertThat(hash("{\"a\": 1, \"b\": 100.0}")).isEqualTo(hash("{\"b\":1e2,\"a\":1}"));
    }

    @Test
    void what_adcp_leaves_out_of_the_comparison_is_left_out() throws NotCanonical {
        assertThat(hash("{\"a\":1,\"idempotency_key\":\"x\",\"context\":{\"t\":1},"
                        + "\"push_notification_config\":{\"url\":\"u\",\"authentication\":{\"credentials\":\"s\"}}}"))
                .isEqualTo(hash("{\"a\":1,\"push_notification_config\":{\"url\":\"u\",\"authentication\":{}}}"))
                .isNotEqualTo(hash("{\"a\":1}"));
    }

    @Test
    void absent_differs_from_null() throws NotCanonical {
        assertThat(hash("{\"a\":null}")).isNotEqualTo(hash("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1e999}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\u0000\":1}",
                "{\"context\":\"\\u0000\"}"
            })
    void a_value_that_cannot_be_stored_is_found(String json) {
        assertThatThrownBy(() -> hash(json)).isInstanceOf(NotCanonical.class);
    }
}
