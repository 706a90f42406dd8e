package org.buyledger.query.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body written as JSON, a {@link Problem} as problem+json; null where there is none
 * @param headers beside those that every answer has
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer ok(Object body, Etag etag) {
        return new Answer(200, body, Map.of("ETag", etag.toString()));
    }

    /** Why there is no other answer; its body is made when the request is known. */
    static Answer of(Problem problem) {
        return new Answer(problem.status(), problem, problem.headers());
    }

    /** The copy that the caller has is still right. */
    static Answer notModified(Etag etag) {
        return new Answer(304, null, Map.of("ETag", etag.toString()));
    }
}
