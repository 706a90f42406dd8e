package org.buyledger.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Json;
import org.jooq.EnumType;
import org.jooq.JSONB;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as answers have it: as events do (snake_case, RFC 3339, money as plain decimal strings, absent instead of null), but
 * lists stay when they are empty.
 */
public final class AnswerJson {
    private static final JsonInclude.Value EVEN_EMPTY =
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);

    private static final JsonMapper MAPPER = Json.EVENTS
            .rebuild()
            .withConfigOverride(List.class, o -> o.setInclude(EVEN_EMPTY))
            .withConfigOverride(Map.class, o -> o.setInclude(EVEN_EMPTY))
            .addModule(new SimpleModule("database")
                    .addSerializer(JSONB.class, new Jsonb())
                    .addSerializer(EnumType.class, new Literal()))
            .build();

    private AnswerJson() {}

    public static byte[] write(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /** What is written for a body, read again. */
    static JsonNode tree(Object body) {
        return MAPPER.readTree(write(body));
    }

    /** A jsonb column stands in the answer as it is. */
    private static final class Jsonb extends ValueSerializer<JSONB> {
        @Override
        public void serialize(JSONB value, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(value.data());
        }
    }

    private static final class Literal extends ValueSerializer<EnumType> {
        @Override
        public void serialize(EnumType value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.getLiteral());
        }
    }
}
