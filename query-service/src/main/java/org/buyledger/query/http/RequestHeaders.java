package org.buyledger.query.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The headers of a request. */
record RequestHeaders(Headers headers) {
    private static final Pattern GZIP = Pattern.compile("(?i)gzip *(; *q=(1(\\.0*)?|0\\.[0-9]*[1-9][0-9]*))?");
    private static final Pattern SANE_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** The values of a header, one for each time that it was sent. */
    List<String> all(String name) {
        return headers.all(HeaderNames.create(name), List::of);
    }

    /** The values of a list header as one; empty text when there is none. */
    String joined(String name) {
        return String.join(",", all(name));
    }

    /** Whether a {@code Prefer} header (RFC 7240) has a preference that is one word. */
    boolean prefers(String preference) {
        return all("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(one -> one.strip().equalsIgnoreCase(preference));
    }

    /** The id that the caller gave the request, or a fresh one where it gave none that can be repeated. */
    String requestId() {
        String given = joined("X-Request-Id");
        return SANE_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    }

    /** Whether the caller takes a body that is compressed by gzip (RFC 9110, 12.5.3). */
    boolean takesGzip() {
        return Arrays.stream(joined("Accept-Encoding").split(","))
                .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }
}
