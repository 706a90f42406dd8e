package org.buyledger.events.contracts;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages from their records alone, always the same ones. */
final class Instances {
    private static final ObjectNode OBJECT =
            JsonNodeFactory.instance.objectNode().put("x", 1);
    private static final Map<Class<?>, Object> SCALARS = Map.ofEntries(
            Map.entry(BigDecimal.class, new BigDecimal("12.50")),
            Map.entry(Instant.class, Instant.parse("2026-12-01T00:00:00.123456Z")),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(int.class, 300),
            Map.entry(Integer.class, 300),
            Map.entry(long.class, 7L),
            Map.entry(Long.class, 7L),
            Map.entry(Double.class, 15.5),
            Map.entry(JsonNode.class, OBJECT),
            Map.entry(ObjectNode.class, OBJECT));

    private final boolean full;

    private Instances(boolean full) {
        this.full = full;
    }

    /** One with a value in as many fields as may have one at a time. */
    static Object full(Class<?> record) {
        return new Instances(true).record(record);
    }

    /** One with the fields alone that must be there. */
    static Object least(Class<?> record) {
        return new Instances(false).record(record);
    }

    private Object record(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        int[] nullable = IntStream.range(0, components.length)
                .filter(i -> Fields.isNullable(components[i]))
                .toArray();
        // Each bit leaves one of them out. A record may allow only some of them together.
        int all = (1 << nullable.length) - 1;
        Comparator<Integer> fewest = Comparator.comparingInt(Integer::bitCount);
        Stream<Integer> others = IntStream.rangeClosed(0, all).boxed().sorted(full ? fewest : fewest.reversed());
        return Stream.concat(Stream.of(full ? 0 : all), others)
                .flatMap(absent -> make(record, components, nullable, absent).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no set of fields suits " + record));
    }

    private Optional<Object> make(Class<?> record, RecordComponent[] components, int[] nullable, int absent) {
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            int bit = Arrays.binarySearch(nullable, i);
            boolean left = bit >= 0 && (absent >> bit & 1) == 1;
            values[i] = left ? null : value(components[i].getGenericType(), Fields.name(components[i]));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Type type, String field) {
        return switch (type) {
            case ParameterizedType p when p.getRawType() == Set.class -> Set.copyOf(list(p, field));
            case ParameterizedType p
            when Collection.class.isAssignableFrom((Class<?>) p.getRawType()) -> list(p, field);
            case ParameterizedType p
            when p.getRawType() == Map.class ->
                full ? Map.of("note", value(p.getActualTypeArguments()[1], "note")) : Map.of();
            case Class<?> c when c == String.class -> field.equals("currency") ? "USD" : field;
            case Class<?> c when c.isEnum() -> c.getEnumConstants()[0];
            case Class<?> c
            when c.isRecord() ->
                Text.of(c).<Object>map(form -> Text.make(c, form.sample(field))).orElseGet(() -> record(c));
            default ->
                Optional.ofNullable(SCALARS.get(type))
                        .orElseThrow(() -> new IllegalStateException("no value is known for a " + type));
        };
    }

    private List<Object> list(ParameterizedType list, String field) {
        return full ? List.of(value(list.getActualTypeArguments()[0], field)) : List.of();
    }
}
