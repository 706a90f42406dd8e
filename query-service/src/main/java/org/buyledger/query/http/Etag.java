package org.buyledger.query.http;

import java.util.Arrays;

/**
 * The tag of a representation: as long as it is the same, so is the body.
 *
 * @param value what stands between the quotes
 * @param isWeak whether it stands for the content, however its bytes are written (RFC 9110, 8.8.1)
 */
public record Etag(String value, boolean isWeak) {

    public Etag(String value) {
        this(value, false);
    }

    /** The tag of an object whose representation changes with its revision alone. */
    public static Etag ofRevision(long revision) {
        return new Etag("r" + revision);
    }

    /** Whether an {@code If-None-Match} names it; compared weakly, as RFC 9110 (13.1.2) wants it. */
    boolean isNamedBy(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals('"' + value + '"'));
    }

    /** As it is written in headers. */
    @Override
    public String toString() {
        return (isWeak ? "W/\"" : "\"") + value + '"';
    }
}
