package org.buyledger.command.intake;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;

/**
 * Finds a null where a command's record has a field. In AdCP an absent field and a null one differ, and no request has a
 * field that may be null; a reader that took the one for the other would hide a sender's mistake. Nulls inside values that
 * we only keep are left alone.
 */
final class ExplicitNulls {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private ExplicitNulls() {}

    /**
     * A field of a record.
     *
     * @param name as in JSON
     * @param record the record that it holds, or holds a list of; null for anything else
     */
    private record Field(String name, @Nullable Class<?> record) {}

    /** The JSON pointer of the first such null; empty when there is none. */
    static Optional<String> find(JsonNode tree, Class<?> record) {
        return find(tree, record, "");
    }

    private static Optional<String> find(JsonNode object, Class<?> record, String pointer) {
        for (Field field : FIELDS.get(record)) {
            JsonNode value = object.get(field.name());
            if (value == null) {
                continue;
            }
            String at = pointer + "/" + field.name();
            if (value.isNull()) {
                return Optional.of(at);
            }
            Optional<String> inside = inside(value, field.record(), at);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inside(JsonNode value, @Nullable Class<?> record, String at) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                Optional<String> found =
                        value.get(i).isNull() ? Optional.of(at + "/" + i) : inside(value.get(i), record, at + "/" + i);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return record != null && value.isObject() ? find(value, record, at) : Optional.empty();
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.addAll(fields(component.getType()));
            } else if (!component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
                fields.add(new Field(
                        SNAKE_CASE.nameForField(null, null, component.getName()),
                        recordIn(component.getGenericType())));
            }
        }
        return fields;
    }

    private static @Nullable Class<?> recordIn(Type type) {
        return switch (type) {
            case Class<?> c when c.isRecord() -> c;
            case ParameterizedType list
            when list.getRawType() == List.class -> recordIn(list.getActualTypeArguments()[0]);
            default -> null;
        };
    }
}
