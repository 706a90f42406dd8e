package org.buyledger.events.contracts;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;

/** The fields that a record has in JSON. */
final class Fields {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private Fields() {}

    /**
     * A field.
     *
     * @param name as in JSON
     * @param type what it holds
     * @param required whether every writer has to give it
     */
    record Field(String name, Type type, boolean required) {}

    /** The fields in the order of the components; those of an unwrapped record stand where it stands. */
    static List<Field> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> !holdsOthers(component))
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? of(component.getType()).stream()
                        : Stream.of(new Field(name(component), component.getGenericType(), !isOptional(component))))
                .toList();
    }

    /** Whether fields beyond these are kept as they are. */
    static boolean keepsOthers(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).anyMatch(Fields::holdsOthers);
    }

    static boolean holdsOthers(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonAnySetter.class);
    }

    static String name(RecordComponent component) {
        return SNAKE_CASE.nameForField(null, null, component.getName());
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isOptional(RecordComponent component) {
        return isNullable(component)
                || Collection.class.isAssignableFrom(component.getType())
                || Map.class.isAssignableFrom(component.getType());
    }
}
