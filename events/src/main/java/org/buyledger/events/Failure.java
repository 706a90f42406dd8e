package org.buyledger.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a command was refused: AdCP's error object (3.1.19, core/error.json).
 *
 * @param code what went wrong
 * @param message one sentence for a person, naming the value
 * @param field the JSON pointer (RFC 6901) of the first offending field, null when it is not about one
 * @param suggestion what to do about it
 * @param recovery whether to correct, to wait or to give up
 * @param issues every offending field, when there are more than one
 * @param details further facts, such as the current revision
 */
public record Failure(
        ErrorCode code,
        String message,
        @Nullable String field,
        @Nullable String suggestion,
        ErrorCode.Recovery recovery,
        List<Issue> issues,
        Map<String, JsonNode> details) {

    /**
     * One offending field.
     *
     * @param pointer its JSON pointer
     * @param message what is wrong with it
     * @param keyword the rule that it breaks, such as {@code required}
     */
    public record Issue(String pointer, String message, String keyword) {}

    public static Failure of(ErrorCode code, @Nullable String field, String message, @Nullable String suggestion) {
        return new Failure(code, message, field, suggestion, code.recovery(), List.of(), Map.of());
    }

    public Failure with(Map<String, JsonNode> more) {
        return new Failure(code, message, field, suggestion, recovery, issues, more);
    }

    /** The same failure about another field, where what found it did not know the place. */
    public Failure at(@Nullable String place) {
        return new Failure(code, message, place, suggestion, recovery, issues, details);
    }

    public Failure withIssues(List<Issue> all) {
        return new Failure(code, message, field, suggestion, recovery, all, details);
    }
}
