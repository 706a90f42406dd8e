package org.buyledger.query.past;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.RowKey;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.TableRecord;
import tools.jackson.core.JsonGenerator;

/** The rows of one table that events come to, folded from nothing by the projector's own fold. */
final class TableRows<R extends TableRecord<R>> {
    private final Projection<R> projection;
    private final Map<RowKey, List<R>> groups = new LinkedHashMap<>();

    TableRows(Projection<R> projection) {
        this.projection = projection;
    }

    /** Takes in an event, in the order of the ledger. */
    void apply(Recorded<Event> event) {
        projection.key(event).ifPresent(key -> {
            List<R> before = groups.getOrDefault(key, List.of());
            if (before.isEmpty() || !projection.appendsOnly()) {
                groups.put(key, projection.project(before, event));
            }
        });
    }

    /** The rows as a JSON array that {@code json_populate_recordset} reads. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.EVENTS.createGenerator(text)) {
            json.writeStartArray();
            groups.values().forEach(rows -> rows.forEach(row -> write(json, row)));
            json.writeEndArray();
        }
        return text.toString();
    }

    private void write(JsonGenerator json, R row) {
        json.writeStartObject();
        for (Field<?> field : projection.table().fields()) {
            Object value = row.get(field);
            if (value != null) {
                json.writeName(field.getName());
                write(json, value);
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case JSONB document -> json.writeRawValue(document.data());
            case String[] array -> json.writeArray(array, 0, array.length);
            case BigDecimal number -> json.writeString(number.toPlainString());
            case EnumType literal -> json.writeString(literal.getLiteral());
            default -> json.writeString(value.toString());
        }
    }
}
