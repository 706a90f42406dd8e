package org.buyledger.projector.runner;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Values as PostgreSQL's types send and receive them in binary; read again by methods of the same names. */
final class BinaryBuffer {
    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH_SECOND = 946_684_800;

    private static final int MICROS = 1_000_000;
    private static final int TEXT_OID = 25;
    private static final int NBASE = 10_000;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private byte[] bytes;
    private int size;

    /** @param capacity how many bytes it holds before it grows */
    BinaryBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** A copy of what it holds. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** What it holds, in an array that is longer; valid until it changes. */
    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    /** Leaves room for the length of what follows; returns where. */
    int beginLength() {
        int at = size;
        int32(0);
        return at;
    }

    /** Fills in the length of what was added since. */
    void endLength(int at) {
        putInt32(at, size - at - 4);
    }

    void text(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ByteBuffer bytes, int length) {
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    void jsonb(String json) {
        int8(1); // version
        text(json);
    }

    static String jsonb(ByteBuffer bytes, int length) {
        bytes.get();
        return text(bytes, length - 1);
    }

    void time(Instant time) {
        int64((time.getEpochSecond() - EPOCH_SECOND) * MICROS + time.getNano() / 1_000);
    }

    static Instant time(ByteBuffer bytes) {
        long micros = bytes.getLong();
        return Instant.ofEpochSecond(
                EPOCH_SECOND + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
    }

    void texts(String[] texts) {
        int32(texts.length == 0 ? 0 : 1); // dimensions
        int32(0); // no nulls
        int32(TEXT_OID);
        if (texts.length > 0) {
            int32(texts.length);
            int32(1); // index of the first
        }
        for (String text : texts) {
            int at = beginLength();
            text(text);
            endLength(at);
        }
    }

    static String[] texts(ByteBuffer bytes) {
        int dimensions = bytes.getInt();
        bytes.getLong(); // no nulls, the type
        if (dimensions == 0) {
            return new String[0];
        }
        String[] texts = new String[bytes.getInt()];
        bytes.getInt(); // index of the first
        Arrays.setAll(texts, i -> text(bytes, bytes.getInt()));
        return texts;
    }

    /** Digits to the base of 10,000, aligned with the decimal point. */
    void numeric(BigDecimal number) {
        int scale = Math.max(0, number.scale());
        int fraction = (scale + 3) / 4;
        short[] digits = digits(number.setScale(fraction * 4).unscaledValue().abs());
        int count = digits.length;
        while (count > 0 && digits[count - 1] == 0) {
            count--;
        }
        int16(count);
        int16(count == 0 ? 0 : digits.length - fraction - 1); // the power of the first digit
        int16(number.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        int16(scale);
        for (int i = 0; i < count; i++) {
            int16(digits[i]);
        }
    }

    static BigDecimal numeric(ByteBuffer bytes) {
        int count = bytes.getShort();
        int first = bytes.getShort();
        boolean isNegative = bytes.getShort() == NUMERIC_NEGATIVE;
        int scale = bytes.getShort();
        BigInteger digits = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            digits = digits.multiply(BigInteger.valueOf(NBASE)).add(BigInteger.valueOf(bytes.getShort()));
        }
        BigDecimal number = new BigDecimal(isNegative ? digits.negate() : digits, 4 * (count - 1 - first));
        return number.setScale(scale);
    }

    /** The most significant first, without leading zeros; none for 0. */
    private static short[] digits(BigInteger number) {
        short[] reversed = new short[number.bitLength() / 13 + 1];
        int count = 0;
        BigInteger rest = number;
        while (rest.bitLength() > 63) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(NBASE));
            reversed[count++] = parts[1].shortValue();
            rest = parts[0];
        }
        for (long small = rest.longValue(); small > 0; small /= NBASE) {
            reversed[count++] = (short) (small % NBASE);
        }
        short[] digits = new short[count];
        for (int i = 0; i < count; i++) {
            digits[i] = reversed[count - 1 - i];
        }
        return digits;
    }

    void int8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void int16(int value) {
        ensure(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void int32(int value) {
        ensure(4);
        putInt32(size, value);
        size += 4;
    }

    private void putInt32(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    void int64(long value) {
        int32((int) (value >> 32));
        int32((int) value);
    }

    void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
