package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as Buyledger reads and writes it: snake_case, RFC 3339 timestamps in UTC, no value that is both absent and null.
 * A record's component must be there and not be null unless its type is {@code @Nullable}, a list or a map.
 */
public final class Json {
    private static final JsonInclude.Value WHERE_NOT_EMPTY =
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);

    /**
     * Reads commands: what AdCP sends. Amounts are JSON numbers and exact; nothing is coerced; duplicate keys, trailing
     * text and timestamps without an offset are errors; fields that we do not model are kept where the record has a place
     * for them. Writes answers, amounts as numbers.
     */
    public static final JsonMapper COMMANDS = base(strictFactory()).build();

    /** Reads and writes events and results: amounts are decimal strings; an unknown field of a newer writer is ignored. */
    public static final JsonMapper EVENTS = base(JsonFactory.builder().build())
            .addModule(new SimpleModule("amounts").addSerializer(BigDecimal.class, new Amount(false)))
            .withCoercionConfig(
                    BigDecimal.class, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .build();

    private Json() {}

    /** Writes an amount as a person does: 5000, whether its sender wrote 5000 or 5e3. */
    private static final class Amount extends StdScalarSerializer<BigDecimal> {
        /** An amount beyond it is none of ours, and would be written with as many zeros as its sender likes. */
        private static final int MOST_ZEROS = 30;

        private final boolean asNumber;

        Amount(boolean asNumber) {
            super(BigDecimal.class);
            this.asNumber = asNumber;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
            return new Amount(
                    findFormatOverrides(context, property, handledType()).getShape() == JsonFormat.Shape.NUMBER);
        }

        @Override
        public void serialize(BigDecimal amount, JsonGenerator generator, SerializationContext context) {
            String text = Math.abs((long) amount.scale()) <= MOST_ZEROS ? amount.toPlainString() : amount.toString();
            if (asNumber) {
                generator.writeNumber(text);
            } else {
                generator.writeString(text);
            }
        }
    }

    private static JsonFactory strictFactory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(100)
                        .maxNumberLength(100)
                        .build())
                .build();
    }

    private static JsonMapper.Builder base(JsonFactory factory) {
        SimpleModule values = new SimpleModule("buyledger");
        values.addDeserializer(Instant.class, new Timestamps());
        values.addSerializer(Instant.class, new Timestamps.Writer());
        values.setValueInstantiators(new RecordInstantiators());
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(new NullnessIntrospector())
                .addModule(values)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                // A record's components are its JSON, and no method that happens to begin with "is".
                .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                .withConfigOverride(List.class, o -> o.setInclude(WHERE_NOT_EMPTY))
                .withConfigOverride(Map.class, o -> o.setInclude(WHERE_NOT_EMPTY));
    }
}
