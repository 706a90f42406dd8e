package org.buyledger.query.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.buyledger.events.Timestamps;
import org.jooq.EnumType;

/**
 * The query parameters of one request, each given at most once. Whoever asks for one thereby accepts it; what nobody has
 * asked for is refused by {@link #refuseOthers}.
 */
public final class Parameters {
    /** Longer query strings are refused; a hundred ids with a cursor take 3000. */
    static final int MOST_CHARACTERS = 8000;

    private final SortedMap<String, String> values;
    private final Set<String> accepted;

    private Parameters(SortedMap<String, String> values, Set<String> accepted) {
        this.values = values;
        this.accepted = accepted;
    }

    /**
     * Reads a query string.
     *
     * @param query as it stands in the URL, without the question mark
     * @throws Problem INVALID_REQUEST when it is too long, damaged, or names a parameter twice
     */
    public static Parameters parse(String query) {
        if (query.length() > MOST_CHARACTERS) {
            throw new Problem(
                            ProblemType.INVALID_REQUEST,
                            "The query string has %d characters and may have %d."
                                    .formatted(query.length(), MOST_CHARACTERS))
                    .status(414)
                    .suggestion("Ask for fewer ids at once.");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw Problem.invalid(name, "maxOccurs", "Parameter '" + name + "' is given more than once.")
                        .suggestion("Give it once; part several values with commas where it takes a list.");
            }
        }
        return new Parameters(values, new LinkedHashSet<>());
    }

    private static String decoded(String text) {
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (plain.indexOf('\uFFFD') < 0 && plain.chars().noneMatch(Character::isISOControl)) {
                return plain;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Problem(
                ProblemType.INVALID_REQUEST,
                "The query string holds '" + text + "', which is not percent-encoded text in UTF-8.");
    }

    /** A parameter's text; empty when it is not given. */
    public Optional<String> text(String name) {
        accepted.add(name);
        Optional<String> value = Optional.ofNullable(values.get(name));
        if (value.isPresent() && value.get().isBlank()) {
            throw Problem.invalid(name, "minLength", "Parameter '" + name + "' has no value.")
                    .suggestion("Give it a value or leave it out.");
        }
        return value;
    }

    /** The parts of a list that commas separate; empty when it is not given. */
    public List<String> list(String name, int most) {
        List<String> parts =
                text(name).map(value -> Arrays.asList(value.split(",", -1))).orElse(List.of());
        if (parts.size() > most) {
            throw Problem.invalid(
                            name,
                            "maxItems",
                            "Parameter '%s' has %d values and may have %d.".formatted(name, parts.size(), most))
                    .suggestion("Ask several times, with fewer values each.");
        }
        if (parts.stream().anyMatch(String::isBlank)) {
            throw Problem.invalid(name, "minLength", "Parameter '" + name + "' has an empty value between its commas.");
        }
        return parts;
    }

    /** One of some values; {@code fallback} when it is not given. */
    public String choice(String name, List<String> choices, String fallback) {
        return text(name).map(value -> chosen(name, value, choices)).orElse(fallback);
    }

    /** A list of a database enum's values; empty when it is not given. */
    public <E extends Enum<E> & EnumType> List<E> choices(String name, Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        List<String> literals = all.stream().map(EnumType::getLiteral).toList();
        return list(name, Integer.MAX_VALUE).stream()
                .map(value -> all.get(literals.indexOf(chosen(name, value, literals))))
                .distinct()
                .toList();
    }

    /** A list of some values; empty when it is not given. */
    public List<String> someOf(String name, List<String> choices, int most) {
        return list(name, most).stream()
                .map(value -> chosen(name, value, choices))
                .distinct()
                .toList();
    }

    private static String chosen(String name, String value, List<String> choices) {
        if (choices.contains(value)) {
            return value;
        }
        throw Problem.invalid(
                        name,
                        "enum",
                        "Parameter '%s' is '%s' and must be one of %s."
                                .formatted(name, value, String.join(", ", choices)))
                .detail("value", value)
                .detail("accepted_values", choices);
    }

    /** A timestamp; empty when it is not given. */
    public Optional<Instant> time(String name) {
        return text(name).map(value -> {
            try {
                return Timestamps.parse(value);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(
                                name, "format", "Parameter '%s' is '%s' and %s.".formatted(name, value, e.getMessage()))
                        .suggestion("Write a '+' of an offset as %2B, or give the time in UTC with Z.")
                        .detail("value", value);
            }
        });
    }

    /** A whole number within bounds; {@code fallback} when it is not given. */
    public int number(String name, int least, int most, int fallback) {
        return text(name)
                .map(value -> {
                    if (value.matches("[0-9]{1,9}")) {
                        int number = Integer.parseInt(value);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    }
                    throw Problem.invalid(
                                    name,
                                    "range",
                                    "Parameter '%s' is '%s' and must be a whole number from %d to %d."
                                            .formatted(name, value, least, most))
                            .detail("value", value);
                })
                .orElse(fallback);
    }

    /** The names of those that were given. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The same with another value of one; what is accepted of them is accepted of these. */
    public Parameters with(String name, String value) {
        SortedMap<String, String> others = new TreeMap<>(values);
        others.put(name, value);
        return new Parameters(others, accepted);
    }

    /** The same without one; what is accepted of them is accepted of these. */
    public Parameters without(String name) {
        SortedMap<String, String> others = new TreeMap<>(values);
        others.remove(name);
        return new Parameters(others, accepted);
    }

    /** Those of some names, in their own right. */
    public Parameters only(Set<String> names) {
        SortedMap<String, String> some = new TreeMap<>(values);
        some.keySet().retainAll(names);
        return new Parameters(some, new LinkedHashSet<>());
    }

    /** A position in the tenant's log; empty when it is not given. */
    public OptionalLong position(String name) {
        return text(name).map(value -> OptionalLong.of(position(name, value))).orElse(OptionalLong.empty());
    }

    /**
     * A position in the tenant's log; leading zeros, as CloudEvents have them, are taken.
     *
     * @param name what it is the value of
     * @throws Problem INVALID_REQUEST when it is none
     */
    public static long position(String name, String value) {
        try {
            if (value.matches("[0-9]{1,19}")) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.invalid(
                        name,
                        "format",
                        "'%s' is '%s' and must be a position, which is a whole number.".formatted(name, value))
                .suggestion("Give the position of the last event that you have, or 0 for all.")
                .detail("value", value);
    }

    /** What was given, but for some of them, as a query string: one text for what means the same. */
    public String query(String... without) {
        List<String> left = List.of(without);
        return values.entrySet().stream()
                .filter(given -> !left.contains(given.getKey()))
                .map(given -> encoded(given.getKey()) + '=' + encoded(given.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Refuses what nobody has asked for.
     *
     * @throws Problem INVALID_REQUEST that names the parameter and the accepted ones
     */
    public void refuseOthers() {
        for (Map.Entry<String, String> given : values.entrySet()) {
            if (!accepted.contains(given.getKey())) {
                String takes = accepted.isEmpty() ? "none" : String.join(", ", accepted);
                throw Problem.invalid(
                                given.getKey(),
                                "additionalProperties",
                                "Parameter '%s' is unknown here; accepted: %s.".formatted(given.getKey(), takes))
                        .detail("value", given.getValue())
                        .detail("accepted_values", new ArrayList<>(accepted));
            }
        }
    }
}
