package org.buyledger.events.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.buyledger.events.Sha256;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The forms of text that records of one string stand for: ids and hashes. A record's form is found by asking its constructor. */
enum Text {
    /** Without any rule. */
    ANY("x".repeat(300)),
    /** What a buyer chooses. */
    FOREIGN("two words"),
    /** What a publisher chooses, or we mint. */
    NAME("A:b"),
    TENANT("a-b"),
    HASH("0".repeat(64)),
    URL("https://a.example/mcp");

    /** A value that the forms after this one refuse. */
    private final String mark;

    Text(String mark) {
        this.mark = mark;
    }

    /** The form of a record, empty where it is no text. */
    static Optional<Text> of(Class<?> record) {
        boolean text = record.getRecordComponents().length == 1
                && record.getRecordComponents()[0].getType() == String.class
                && Arrays.stream(record.getDeclaredFields()).anyMatch(f -> f.isAnnotationPresent(JsonValue.class));
        return text ? Stream.of(values()).filter(form -> form.isTakenBy(record)).findFirst() : Optional.empty();
    }

    private boolean isTakenBy(Class<?> record) {
        try {
            make(record, mark);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A record of one string. */
    static Object make(Class<?> record, String value) {
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(record + " does not take " + value, e);
        }
    }

    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        return switch (this) {
            case ANY -> schema;
            case FOREIGN -> schema.put("minLength", 1).put("maxLength", 255);
            case NAME -> schema.put("pattern", "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$");
            case TENANT -> schema.put("pattern", "^[a-z0-9][a-z0-9_-]{0,49}$");
            case HASH -> schema.put("pattern", "^[0-9a-f]{64}$");
            case URL -> schema.put("format", "uri");
        };
    }

    /** A value of this form for a field. */
    String sample(String field) {
        String word = field.replaceFirst("_id$", "");
        return switch (this) {
            case ANY -> word;
            case FOREIGN -> word + " 1";
            case NAME, TENANT -> word.replace('_', '-') + "-1";
            case HASH -> Sha256.hex(word);
            case URL -> "https://" + word.replace('_', '-') + ".example/mcp";
        };
    }
}
