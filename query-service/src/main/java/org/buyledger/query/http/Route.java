package org.buyledger.query.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path of the API.
 *
 * @param template such as {@code /v1/media-buys}, {@code /v1/media-buys/{id}} or {@code
 *     /v1/media-buys/{id}/history}
 * @param audience whom it is for
 * @param isOfPosition whether the answer changes with the position of the caller's tenant alone, so that an unchanged one
 *     need not be read
 */
public record Route(String template, Audience audience, boolean isOfPosition, Endpoint endpoint) {
    private static final String ID = "{id}";

    /** For principals and users, with a tag of its own or none. */
    public Route(String template, Endpoint endpoint) {
        this(template, Audience.MEMBERS, false, endpoint);
    }

    /** What is read from the tables that the tenant's events make. */
    public static Route ofPosition(String template, Endpoint endpoint) {
        return new Route(template, Audience.MEMBERS, true, endpoint);
    }

    /** The same for others. */
    public Route to(Audience other) {
        return new Route(template, other, isOfPosition, endpoint);
    }

    /** The same, answered by another. */
    public Route by(Endpoint other) {
        return new Route(template, audience, isOfPosition, other);
    }

    /** The id in a path that fits, empty text where the template has none; nothing for a path that does not fit. */
    Optional<String> fit(String rawPath) {
        int at = template.indexOf(ID);
        if (at < 0) {
            return rawPath.equals(template) ? Optional.of("") : Optional.empty();
        }
        String before = template.substring(0, at);
        String after = template.substring(at + ID.length());
        if (!rawPath.startsWith(before)
                || !rawPath.endsWith(after)
                || rawPath.length() <= before.length() + after.length()) {
            return Optional.empty();
        }
        String id = rawPath.substring(before.length(), rawPath.length() - after.length());
        return id.indexOf('/') >= 0 ? Optional.empty() : decoded(id);
    }

    private static Optional<String> decoded(String segment) {
        try {
            // In a path, unlike in a query, a plus is a plus.
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(id -> id.chars().noneMatch(Character::isISOControl));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
