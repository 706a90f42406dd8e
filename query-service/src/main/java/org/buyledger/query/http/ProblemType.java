package org.buyledger.query.http;

import java.util.Locale;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.ErrorCode.Recovery;

/** The kinds of problems: AdCP 3.1.19's codes, and PROJECTION_BEHIND and INTERNAL of our own. */
public enum ProblemType {
    AUTH_MISSING(
            401,
            ErrorCode.AUTH_MISSING.recovery(),
            "No token was sent",
            "Every request needs one header 'Authorization: Bearer <token>' with a principal's or a user's token."),
    AUTH_INVALID(
            401,
            ErrorCode.AUTH_INVALID.recovery(),
            "The token is not valid",
            "The token belongs to nobody, is no longer valid since it was rotated or its holder or tenant deactivated, or was"
                    + " given to more than one identity and therefore tells of none. A new token works once its registration"
                    + " is projected."),
    PERMISSION_DENIED(
            403,
            ErrorCode.PERMISSION_DENIED.recovery(),
            "The token does not allow this",
            "The resource is for other roles than the token's."),
    INVALID_REQUEST(
            400,
            ErrorCode.INVALID_REQUEST.recovery(),
            "The request is not valid",
            "A parameter or header is unknown, given twice, or has a value that is not accepted; 'issues' names it and"
                    + " 'details' what is accepted."),
    UNSUPPORTED_FEATURE(
            405,
            ErrorCode.UNSUPPORTED_FEATURE.recovery(),
            "The method is not supported",
            "This API reads: it takes GET and HEAD. Changes are commands on Kafka."),
    REFERENCE_NOT_FOUND(
            404,
            ErrorCode.REFERENCE_NOT_FOUND.recovery(),
            "Nothing is here",
            "There is no such resource or object, or the token does not allow to see it; the two are not told apart."),
    MEDIA_BUY_NOT_FOUND(
            404,
            ErrorCode.MEDIA_BUY_NOT_FOUND.recovery(),
            "There is no such media buy",
            "No media buy that the token allows to see has this id."),
    CREATIVE_NOT_FOUND(
            404,
            ErrorCode.CREATIVE_NOT_FOUND.recovery(),
            "There is no such creative",
            "No creative that the token allows to see has this id."),
    PRODUCT_NOT_FOUND(
            404,
            ErrorCode.PRODUCT_NOT_FOUND.recovery(),
            "There is no such product",
            "No product that the token allows to see has this id."),
    SESSION_NOT_FOUND(
            404,
            ErrorCode.SESSION_NOT_FOUND.recovery(),
            "There is no such context",
            "No context that the token allows to see has this id."),
    POSITION_GONE(
            410,
            Recovery.CORRECTABLE,
            "The events are not here any more",
            "The events after the position that was given were of months that are detached from the tables; 'details' has the"
                    + " first that is there."),
    PROJECTION_BEHIND(
            503,
            Recovery.TRANSIENT,
            "The read tables are not that far yet",
            "The position that Buyledger-Min-Position asks for was not projected within the time that 'Prefer: wait' gave;"
                    + " 'details' has the position that is."),
    RATE_LIMITED(
            429,
            Recovery.TRANSIENT,
            "Too many requests",
            "The caller has spent its requests for now; 'Retry-After' says in how many seconds there is one again, and the"
                    + " fields RateLimit-Policy and RateLimit of every answer what is left. Or it has as many streams, polls and"
                    + " exports open as it may."),
    SERVICE_UNAVAILABLE(
            503,
            ErrorCode.SERVICE_UNAVAILABLE.recovery(),
            "The service cannot answer now",
            "The database is away, too busy, or its schema not new enough. Nothing is wrong with the request."),
    INTERNAL(
            500,
            ErrorCode.INTERNAL.recovery(),
            "An error of this service",
            "A bug of ours; the log has it under the request id.");

    private final int status;
    private final Recovery recovery;
    private final String title;
    private final String explanation;

    ProblemType(int status, Recovery recovery, String title, String explanation) {
        this.status = status;
        this.recovery = recovery;
        this.title = title;
        this.explanation = explanation;
    }

    /** The HTTP status that it comes with. */
    public int status() {
        return status;
    }

    public Recovery recovery() {
        return recovery;
    }

    /** One phrase, the same at every occurrence. */
    public String title() {
        return title;
    }

    /** What it means and what to do about it, for its page. */
    public String explanation() {
        return explanation;
    }

    /** Where that page is: its {@code type} in RFC 9457. */
    public String path() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
