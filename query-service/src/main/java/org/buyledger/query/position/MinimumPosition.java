package org.buyledger.query.position;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader wants to see at least: the position that a command's result told it.
 *
 * @param position the tenant's sequence number that must be projected; 0 for whatever there is
 * @param patience how long to wait for it; empty when the reader said nothing about waiting
 */
public record MinimumPosition(long position, Optional<Duration> patience) {
    /** Who asks for longer gets this. */
    private static final int MOST_SECONDS = 10;

    private static final Pattern WAIT = Pattern.compile("(?i:wait) *= *\"?([0-9]{1,9})\"? *(?:;.*)?");

    /** The number of a {@code Buyledger-Min-Position} header; empty when it is none. */
    public static OptionalLong number(String header) {
        return header.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
    }

    /** The time to wait that {@code Prefer} headers (RFC 7240) give, at most 10 s; what they say beside is ignored. */
    public static Optional<Duration> patience(List<String> prefer) {
        return prefer.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(preference -> WAIT.matcher(preference.strip()))
                .filter(Matcher::matches)
                .map(wait -> Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1)))))
                .findFirst();
    }
}
