package org.buyledger.query.http;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON made of columns as the database sends them, in its text format: nothing becomes an object in between. What comes out is
 * letter for letter what {@link AnswerJson} makes of the same row. A column without a value is absent.
 */
public final class RowJson {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    public RowJson() {
        this(512);
    }

    /** Room for so many bytes before it has to be moved. */
    public RowJson(int room) {
        bytes = new byte[room];
    }

    /** A text, quoted. Also an amount, which PostgreSQL writes plainly, and a value of an enum. */
    public RowJson text(String name, ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value != null) {
            name(name);
            quoted(value);
        }
        return this;
    }

    /** A number, or a column that is JSON. */
    public RowJson raw(String name, ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value != null) {
            raw(name, value);
        }
        return this;
    }

    /** A boolean. */
    public RowJson bool(String name, ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? this : raw(name, value[0] == 't' ? TRUE : FALSE);
    }

    /** A timestamptz of a session in UTC: {@code 2026-12-01 00:00:00.5+00} becomes {@code 2026-12-01T00:00:00.500Z}. */
    public RowJson time(String name, ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value == null) {
            return this;
        }
        name(name);
        room(40);
        bytes[length++] = '"';
        time(value);
        bytes[length++] = '"';
        return this;
    }

    /** The same of one column's text, without quotes. */
    public static String time(String text) {
        RowJson json = new RowJson(40);
        json.time(text.getBytes(StandardCharsets.US_ASCII));
        return new String(json.bytes, 0, json.length, StandardCharsets.US_ASCII);
    }

    private void time(byte[] value) {
        int digits = value.length - "+00".length();
        if (digits < 19 || value[10] != ' ') {
            throw new IllegalStateException(
                    "no timestamp in UTC of our era: " + new String(value, StandardCharsets.US_ASCII));
        }
        System.arraycopy(value, 0, bytes, length, digits);
        bytes[length + 10] = 'T';
        length += digits;
        // As many groups of three digits as it takes; PostgreSQL leaves zeros out.
        for (int places = Math.max(digits - 20, 0); places % 3 != 0; places++) {
            bytes[length++] = '0';
        }
        bytes[length++] = 'Z';
    }

    /** What is JSON already, in ASCII. */
    public RowJson raw(String name, String json) {
        return raw(name, json.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is JSON already. */
    public RowJson raw(String name, byte[] json) {
        name(name);
        return raw(json, json.length);
    }

    /** An object or a list: what stands between its brackets. */
    public RowJson nested(String name, char open, @Nullable RowJson inside, char close) {
        name(name);
        put(open);
        append(inside);
        return put(close);
    }

    /** One more item. */
    public RowJson item(char open, RowJson inside, char close) {
        comma();
        put(open);
        append(inside);
        return put(close);
    }

    private void append(@Nullable RowJson inside) {
        if (inside != null) {
            raw(inside.bytes, inside.length);
        }
    }

    private void name(String name) {
        comma();
        room(name.length() + 3);
        bytes[length++] = '"';
        for (int i = 0; i < name.length(); i++) {
            bytes[length++] = (byte) name.charAt(i);
        }
        bytes[length++] = '"';
        bytes[length++] = ':';
    }

    private void comma() {
        if (length > 0) {
            put(',');
        }
    }

    private RowJson put(char letter) {
        room(1);
        bytes[length++] = (byte) letter;
        return this;
    }

    private RowJson raw(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        return this;
    }

    /** What JSON has to escape is below 0x80, where UTF-8 is ASCII. */
    private void quoted(byte[] utf8) {
        room(utf8.length * 6 + 2);
        bytes[length++] = '"';
        for (byte letter : utf8) {
            if (letter == '"' || letter == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = letter;
            } else if (letter >= 0 && letter < ' ') {
                control(letter);
            } else {
                bytes[length++] = letter;
            }
        }
        bytes[length++] = '"';
    }

    private void control(byte letter) {
        bytes[length++] = '\\';
        int known = "\b\t\n\f\r".indexOf(letter);
        if (known >= 0) {
            bytes[length++] = (byte) "btnfr".charAt(known);
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[letter >> 4];
        bytes[length++] = HEX[letter & 15];
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** As an object of its own. */
    public byte[] object() {
        byte[] all = new byte[length + 2];
        all[0] = '{';
        System.arraycopy(bytes, 0, all, 1, length);
        all[length + 1] = '}';
        return all;
    }
}
