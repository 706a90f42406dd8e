package org.buyledger.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.erdtman.jcs.NumberToJSON;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hash by which two requests are the same: SHA-256 of the RFC 8785 form, without the members that AdCP 3.1.19 leaves
 * out of the comparison. Finds, on its way, the values that JSON allows but RFC 8785, and PostgreSQL, do not.
 */
public final class CanonicalJson {
    private static final Set<String> NOT_COMPARED = Set.of("idempotency_key", "context", "governance_context");
    private static final String PUSH_CONFIG = "push_notification_config";

    private CanonicalJson() {}

    /** A value without a canonical form; the message says which and why. */
    public static final class NotCanonical extends Exception {
        private static final long serialVersionUID = 1L;

        NotCanonical(String message) {
            super(message);
        }
    }

    /** The hash of a request as it was sent. */
    public static byte[] requestHash(ObjectNode request) throws NotCanonical {
        Buffer buffer = new Buffer();
        writeObject(buffer, comparable(request), true);
        return buffer.sha256();
    }

    /** The canonical text of any value. */
    public static String text(JsonNode value) throws NotCanonical {
        Buffer buffer = new Buffer();
        write(buffer, value);
        return buffer.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode comparable(ObjectNode request) {
        if (!request.path(PUSH_CONFIG).path("authentication").has("credentials")) {
            return request;
        }
        ObjectNode copy = request.deepCopy();
        ((ObjectNode) copy.path(PUSH_CONFIG).path("authentication")).remove("credentials");
        return copy;
    }

    private static void write(Buffer out, JsonNode node) throws NotCanonical {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(out, (ObjectNode) node, false);
            case ARRAY -> {
                out.ascii('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.ascii(',');
                    }
                    write(out, node.get(i));
                }
                out.ascii(']');
            }
            case STRING -> writeString(out, node.stringValue());
            case NUMBER -> writeNumber(out, node);
            case BOOLEAN -> out.text(node.booleanValue() ? "true" : "false");
            case NULL -> out.text("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not parsed from JSON: " + node);
        }
    }

    private static void writeObject(Buffer out, ObjectNode object, boolean request) throws NotCanonical {
        String[] names = object.propertyNames().toArray(String[]::new);
        Arrays.sort(names); // by UTF-16 code units, as RFC 8785 3.2.3 asks
        out.ascii('{');
        boolean first = true;
        for (String name : names) {
            JsonNode value = object.get(name);
            if (request && NOT_COMPARED.contains(name)) {
                write(new Buffer(), value); // not compared, but it has to have a canonical form all the same
                continue;
            }
            if (!first) {
                out.ascii(',');
            }
            first = false;
            writeString(out, name);
            out.ascii(':');
            write(out, value);
        }
        out.ascii('}');
    }

    private static void writeNumber(Buffer out, JsonNode node) throws NotCanonical {
        double number = node.doubleValue(Double.NaN);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new NotCanonical("a number is beyond the range of a double");
        }
        if (node.isIntegralNumber() && Math.abs(number) < 1e15) {
            out.text(Long.toString(node.longValue()));
            return;
        }
        try {
            out.text(NumberToJSON.serializeNumber(number));
        } catch (IOException e) {
            throw new NotCanonical("a number has no canonical form");
        }
    }

    private static void writeString(Buffer out, String text) throws NotCanonical {
        out.ascii('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new NotCanonical("a string holds half of a surrogate pair");
                }
                i++;
                continue;
            }
            if (c == 0) {
                throw new NotCanonical("a string holds the character U+0000, which cannot be stored");
            }
            out.text(text.substring(plain, i));
            out.text(escape(c));
            plain = i + 1;
        }
        out.text(plain == 0 ? text : text.substring(plain));
        out.ascii('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format(java.util.Locale.ROOT, "\\u%04x", (int) c);
        };
    }

    /** Bytes without the locks of its parent's methods being contended: one thread has it. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(1024);
        }

        void ascii(char c) {
            write(c);
        }

        void text(String text) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] sha256() {
            MessageDigest digest = Sha256.digest();
            digest.update(buf, 0, count);
            return digest.digest();
        }
    }
}
