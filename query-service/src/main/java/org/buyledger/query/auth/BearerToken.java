package org.buyledger.query.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.events.Sha256;

/** The token of a request, as RFC 6750 writes it. */
public final class BearerToken {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S{1,1000}) *");

    private BearerToken() {}

    /** The token of the {@code Authorization} headers; empty unless there is exactly one and it is a bearer's. */
    public static Optional<String> of(List<String> authorization) {
        if (authorization.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = BEARER.matcher(authorization.getFirst());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The SHA-256 of the token in a header that is known to have one. */
    public static String sha256(String authorization) {
        return Sha256.hex(of(List.of(authorization)).orElseThrow());
    }
}
