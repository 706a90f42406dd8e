package org.buyledger.query.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path of the API.
 *
 * @param template such as {@code /v1/media-buys} or {@code /v1/media-buys/{id}}
 */
public record Route(String template, Endpoint endpoint) {
    private static final String ID = "{id}";

    /** The id in a path that fits, empty text where the template has none; nothing for a path that does not fit. */
    Optional<String> fit(String rawPath) {
        if (!template.endsWith(ID)) {
            return rawPath.equals(template) ? Optional.of("") : Optional.empty();
        }
        String before = template.substring(0, template.length() - ID.length());
        String rest = rawPath.startsWith(before) ? rawPath.substring(before.length()) : "";
        return rest.isEmpty() || rest.indexOf('/') >= 0 ? Optional.empty() : decoded(rest);
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
