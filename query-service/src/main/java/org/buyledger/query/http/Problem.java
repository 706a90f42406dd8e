package org.buyledger.query.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request is not answered as asked: what becomes application/problem+json (RFC 9457) with AdCP's members. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Issue> issues = new ArrayList<>();
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private int status;
    private @Nullable String suggestion;
    private @Nullable Integer retryAfter;

    /**
     * What is wrong with one parameter or header.
     *
     * @param parameter its name
     * @param message what is wrong
     * @param keyword the rule that it breaks, such as {@code enum}
     */
    public record Issue(String parameter, String message, String keyword) {}

    /**
     * A problem.
     *
     * @param detail one sentence for a person, naming the value
     */
    public Problem(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
        this.status = type.status();
    }

    /** The value of a parameter, or the parameter itself, is not accepted. */
    public static Problem invalid(String parameter, String keyword, String detail) {
        Problem problem = new Problem(ProblemType.INVALID_REQUEST, detail);
        problem.issues.add(new Issue(parameter, detail, keyword));
        return problem;
    }

    /** The service cannot answer now; the caller may try again in a second. */
    public static Problem unavailable(ProblemType type, String detail) {
        return new Problem(type, detail).retryAfter(1);
    }

    /** When to try again: in so many seconds. */
    public Problem retryAfter(int seconds) {
        retryAfter = seconds;
        return header("Retry-After", Integer.toString(seconds));
    }

    /** Answers with another status than the type's. */
    public Problem status(int other) {
        status = other;
        return this;
    }

    /** What to do about it. */
    public Problem suggestion(String text) {
        suggestion = text;
        return this;
    }

    /** A further fact, such as {@code accepted_values}. */
    public Problem detail(String name, Object value) {
        details.put(name, value);
        return this;
    }

    /** A header that the answer carries. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** A path as a reference of RFC 3986, also where what was sent is none. */
    private static String reference(String path) {
        try {
            return new URI(path).toASCIIString();
        } catch (URISyntaxException e) {
            return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
        }
    }

    /** The body of the answer. */
    Body body(String instance, String requestId) {
        return new Body(
                type.path(),
                type.title(),
                status,
                Optional.ofNullable(getMessage()).orElse(type.title()),
                reference(instance),
                type.name(),
                type.recovery(),
                issues.isEmpty() ? null : issues,
                suggestion,
                retryAfter,
                details.isEmpty() ? null : details,
                requestId);
    }

    /** See RFC 9457, and AdCP 3.1.19's core/error.json for the members from {@code code} to {@code details}. */
    record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            org.buyledger.events.ErrorCode.Recovery recovery,
            @Nullable List<Issue> issues,
            @Nullable String suggestion,
            @Nullable Integer retryAfter,
            @Nullable Map<String, Object> details,
            String requestId) {}
}
