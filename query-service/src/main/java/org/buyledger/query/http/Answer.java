package org.buyledger.query.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body written as JSON, a {@link Problem} as problem+json, {@link Bytes} and {@link Streaming} as they are; null where
 *     there is none, {@link Later} where it is not known yet
 * @param headers beside those that every answer has
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer ok(Object body, Etag etag) {
        return new Answer(200, body, Map.of("ETag", etag.toString()));
    }

    /** The body as the caller gets it; missing where there is none. */
    public JsonNode json() {
        return body == null ? MissingNode.getInstance() : AnswerJson.tree(body);
    }

    /** What is known once the transaction is over that the request was read in. */
    public static Answer later(Later answer) {
        return new Answer(200, answer, Map.of());
    }

    /** Why there is no other answer; its body is made when the request is known. */
    static Answer of(Problem problem) {
        return new Answer(problem.status(), problem, problem.headers());
    }

    /** The copy that the caller has is still right. */
    static Answer notModified(Etag etag) {
        return new Answer(304, null, Map.of("ETag", etag.toString()));
    }

    /** The same with more headers; those that it has stay. */
    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(headers);
        return new Answer(status, body, all);
    }
}
