package org.buyledger.events.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.buyledger.events.mediabuy.StartTiming;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (draft 2020-12) made from records. A field that a schema does not name is allowed, and ignored. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A decimal number as text; the exponent is there for amounts that nobody writes out. */
    private static final String AMOUNT = "^-?[0-9]+([.][0-9]+)?(E[+-]?[0-9]+)?$";

    private final Contract.Family family;

    private Schemas(Contract.Family family) {
        this.family = family;
    }

    /** The schema of a message's payload. */
    static ObjectNode of(Contract contract) {
        ObjectNode schema = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", contract.type());
        return schema.setAll(new Schemas(contract.family()).record(contract.record()));
    }

    private ObjectNode record(Class<?> record) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (Fields.Field field : Fields.of(record)) {
            properties.set(field.name(), value(field.type()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (Fields.keepsOthers(record)) {
            schema.put("additionalProperties", true); // said, because they are kept
        }
        return schema;
    }

    private ObjectNode value(Type type) {
        return switch (type) {
            case ParameterizedType list
            when Collection.class.isAssignableFrom((Class<?>) list.getRawType()) ->
                ofType("array").set("items", value(list.getActualTypeArguments()[0]));
            case ParameterizedType map
            when map.getRawType() == Map.class ->
                ofType("object").set("additionalProperties", value(map.getActualTypeArguments()[1]));
            case Class<?> simple -> value(simple);
            default -> throw unknown(type);
        };
    }

    private ObjectNode value(Class<?> type) {
        if (type.isEnum()) {
            ArrayNode values = JSON.arrayNode();
            Arrays.stream(type.getEnumConstants())
                    .forEach(value -> values.add(family.mapper().<JsonNode>valueToTree(value)));
            return ofType("string").set("enum", values);
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return type == ObjectNode.class ? ofType("object") : JSON.objectNode();
        }
        if (type == StartTiming.class) {
            ObjectNode choice = JSON.objectNode();
            choice.putArray("anyOf").add(JSON.objectNode().put("const", "asap")).add(value(Instant.class));
            return choice;
        }
        if (type.isRecord()) {
            return Text.of(type).map(Text::schema).orElseGet(() -> isText(type) ? ofType("string") : record(type));
        }
        return scalar(type);
    }

    private ObjectNode scalar(Class<?> type) {
        if (type == BigDecimal.class) {
            return family == Contract.Family.COMMANDS
                    ? ofType("number")
                    : ofType("string").put("pattern", AMOUNT);
        }
        if (type == Instant.class) {
            return ofType("string").put("format", "date-time");
        }
        if (type == String.class) {
            return ofType("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return ofType("boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return ofType("integer");
        }
        if (type == Double.class) {
            return ofType("number");
        }
        throw unknown(type);
    }

    /** Whether a record is written by a method of its own. */
    private static boolean isText(Class<?> record) {
        return Arrays.stream(record.getDeclaredMethods())
                .anyMatch(m -> m.isAnnotationPresent(JsonValue.class) && m.getReturnType() == String.class);
    }

    private static ObjectNode ofType(String name) {
        return JSON.objectNode().put("type", name);
    }

    private static IllegalStateException unknown(Type type) {
        return new IllegalStateException(type + " has no JSON Schema yet: say in Schemas how it is written, and in"
                + " Instances how one is made.");
    }
}
