package org.buyledger.projector.runner;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a table as a row of {@code COPY} in binary has them: the number of columns, and each column after its length. */
public final class RowCodec<R extends TableRecord<R>> {
    private final Table<R> table;
    private final Column[] columns;

    /** @throws IllegalArgumentException when a column is of a type that is not written yet */
    public RowCodec(Table<R> table) {
        this.table = table;
        columns = Arrays.stream(table.fields()).map(RowCodec::column).toArray(Column[]::new);
    }

    /** How a type of values is written after its length, and read. */
    private interface Column {
        void write(BinaryBuffer buffer, Object value);

        Object read(ByteBuffer bytes, int length);
    }

    private static Column column(Field<?> column) {
        Class<?> type = column.getType();
        return KINDS.stream()
                .filter(kind -> kind.type().isAssignableFrom(type))
                .findFirst()
                .map(kind -> kind.column().of(type))
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is of type %s, which RowCodec does not know yet".formatted(column, column.getDataType())));
    }

    /** Adds a row. */
    void write(BinaryBuffer buffer, R row) {
        buffer.int16(columns.length);
        for (int i = 0; i < columns.length; i++) {
            Object value = row.get(i);
            if (value == null) {
                buffer.int32(-1);
            } else {
                int at = buffer.beginLength();
                columns[i].write(buffer, value);
                buffer.endLength(at);
            }
        }
    }

    /** The bytes of a row. */
    public byte[] encode(R row) {
        return encode(new BinaryBuffer(1024), row);
    }

    /** @param buffer for use meanwhile */
    byte[] encode(BinaryBuffer buffer, R row) {
        buffer.clear();
        write(buffer, row);
        return buffer.bytes();
    }

    /** The row of such bytes, with nothing changed in it. */
    public R decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        @Nullable Object[] values = new @Nullable Object[buffer.getShort()];
        for (int i = 0; i < values.length; i++) {
            int length = buffer.getInt();
            values[i] = length < 0 ? null : columns[i].read(buffer, length);
        }
        R row = Rows.begin(table);
        row.fromArray(values);
        row.touched(false);
        return row;
    }

    private interface Making {
        Column of(Class<?> type);
    }

    private record Kind(Class<?> type, Making column) {}

    private interface Writing<T> {
        void write(BinaryBuffer buffer, T value);
    }

    private interface Reading<T> {
        T read(ByteBuffer bytes, int length);
    }

    private static <T> Kind kind(Class<T> type, Writing<T> writing, Reading<T> reading) {
        return new Kind(type, any -> column(type, writing, reading));
    }

    private static <T> Column column(Class<T> type, Writing<T> writing, Reading<T> reading) {
        return new Column() {
            @Override
            public void write(BinaryBuffer buffer, Object value) {
                writing.write(buffer, type.cast(value));
            }

            @Override
            public Object read(ByteBuffer bytes, int length) {
                return Objects.requireNonNull(reading.read(bytes, length));
            }
        };
    }

    private static Column literals(Class<?> type) {
        Map<String, EnumType> byLiteral = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            EnumType literal = (EnumType) constant;
            byLiteral.put(literal.getLiteral(), literal);
        }
        return column(
                EnumType.class,
                (buffer, value) -> buffer.text(value.getLiteral()),
                (bytes, length) -> Objects.requireNonNull(byLiteral.get(BinaryBuffer.text(bytes, length))));
    }

    private static final List<Kind> KINDS = List.of(
            kind(String.class, BinaryBuffer::text, BinaryBuffer::text),
            kind(Instant.class, BinaryBuffer::time, (bytes, length) -> BinaryBuffer.time(bytes)),
            kind(Long.class, BinaryBuffer::int64, (bytes, length) -> bytes.getLong()),
            kind(Integer.class, BinaryBuffer::int32, (bytes, length) -> bytes.getInt()),
            kind(Boolean.class, (buffer, value) -> buffer.int8(value ? 1 : 0), (bytes, length) -> bytes.get() != 0),
            kind(
                    JSONB.class,
                    (buffer, value) -> buffer.jsonb(value.data()),
                    (bytes, length) -> JSONB.jsonb(BinaryBuffer.jsonb(bytes, length))),
            kind(BigDecimal.class, BinaryBuffer::numeric, (bytes, length) -> BinaryBuffer.numeric(bytes)),
            kind(String[].class, BinaryBuffer::texts, (bytes, length) -> BinaryBuffer.texts(bytes)),
            new Kind(EnumType.class, RowCodec::literals));
}
