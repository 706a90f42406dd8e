package org.buyledger.command.http;

import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.CommandResult;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is answered to a request.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body as UTF-8
 * @param headers beside those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    /** RFC 9457, with the members of AdCP's error object and of a command's result. */
    private record Problem(
            String title,
            int status,
            String detail,
            String instance,
            String code,
            ErrorCode.Recovery recovery,
            @Nullable String field,
            @Nullable String suggestion,
            List<Failure.Issue> issues,
            Map<String, JsonNode> details,
            @Nullable String commandId,
            @Nullable Long position,
            String requestId) {}

    private record Pending(String commandId, String status) {}

    /** What became of a command: with an error's status where it was refused. */
    static Reply of(byte[] value, String requestId) {
        CommandResult result = Json.EVENTS.readValue(value, CommandResult.class);
        Failure refusal = result.error();
        Reply reply = refusal == null
                ? new Reply(200, JSON, value, Map.of())
                : problem(status(refusal.code()), refusal, result, requestId);
        return result.position() == null ? reply : reply.with("Buyledger-Position", Long.toString(result.position()));
    }

    /** It is on the topic; what becomes of it can be read later. */
    static Reply pending(String commandId, String location) {
        byte[] body = Json.EVENTS.writeValueAsBytes(new Pending(commandId, "pending"));
        return new Reply(202, JSON, body, Map.of("Location", location));
    }

    /** It was not put on the topic. */
    static Reply refused(int status, Failure failure, String requestId) {
        Reply reply = problem(status, failure, null, requestId);
        return switch (status) {
            case 401 -> reply.with("WWW-Authenticate", "Bearer");
            case 503 -> reply.with("Retry-After", "1");
            default -> reply;
        };
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    private static Reply problem(int status, Failure failure, @Nullable CommandResult result, String requestId) {
        Problem problem = new Problem(
                Status.create(status).reasonPhrase(),
                status,
                failure.message(),
                CommandsApi.PATH,
                failure.code().name(),
                failure.recovery(),
                failure.field(),
                failure.suggestion(),
                failure.issues(),
                failure.details(),
                result == null ? null : result.commandId(),
                result == null ? null : result.position(),
                requestId);
        return new Reply(status, PROBLEM, Json.EVENTS.writeValueAsBytes(problem), Map.of());
    }

    /** The status of HTTP that says most nearly the same. */
    private static int status(ErrorCode code) {
        return switch (code) {
            case AUTH_MISSING, AUTH_INVALID -> 401;
            case PERMISSION_DENIED -> 403;
            case REFERENCE_NOT_FOUND,
                    PRODUCT_NOT_FOUND,
                    MEDIA_BUY_NOT_FOUND,
                    PACKAGE_NOT_FOUND,
                    CREATIVE_NOT_FOUND,
                    SESSION_NOT_FOUND -> 404;
            case CONFLICT, IDEMPOTENCY_CONFLICT, INVALID_STATE, NOT_CANCELLABLE -> 409;
            case INVALID_REQUEST -> 400;
            case INTERNAL -> 500;
            case SERVICE_UNAVAILABLE -> 503;
            case VALIDATION_ERROR,
                    UNSUPPORTED_FEATURE,
                    PRODUCT_UNAVAILABLE,
                    PRODUCT_EXPIRED,
                    BUDGET_TOO_LOW,
                    BUDGET_EXCEEDED,
                    CREATIVE_REJECTED,
                    CREATIVE_DEADLINE_EXCEEDED,
                    FORMAT_NOT_SUPPORTED,
                    CREDENTIAL_IN_ARGS -> 422;
        };
    }
}
