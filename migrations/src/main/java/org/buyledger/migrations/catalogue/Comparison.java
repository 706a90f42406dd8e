package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/** In what two catalogues differ, for people. */
public final class Comparison {
    /**
     * One difference.
     *
     * @param attribute what of the object; empty where only one of both has it
     */
    public record Difference(Key key, String attribute, String one, String other) {
        @Override
        public String toString() {
            return attribute.isEmpty()
                    ? "%s: %s, %s".formatted(key, one, other)
                    : "%s, %s: %s, %s".formatted(key, attribute, one, other);
        }
    }

    private static final String ABSENT = "absent";

    private Comparison() {}

    /** All differences, by object; none when the catalogues are equal. */
    public static List<Difference> of(Catalogue one, Catalogue other) {
        NavigableSet<Key> keys = new TreeSet<>();
        one.items().forEach(item -> keys.add(item.key()));
        other.items().forEach(item -> keys.add(item.key()));
        List<Difference> differences = new ArrayList<>();
        for (Key key : keys) {
            Item its = one.get(key);
            Item others = other.get(key);
            if (its == null || others == null) {
                // What belongs to a table that is missing is missing with it.
                if (!isMissing(key, one) && !isMissing(key, other)) {
                    differences.add(
                            new Difference(key, "", its == null ? ABSENT : "there", others == null ? ABSENT : "there"));
                }
                continue;
            }
            NavigableSet<String> attributes = new TreeSet<>(its.attributes().keySet());
            attributes.addAll(others.attributes().keySet());
            for (String attribute : attributes) {
                if (!Objects.equals(its.get(attribute), others.get(attribute))) {
                    differences.add(new Difference(
                            key,
                            attribute,
                            Objects.requireNonNullElse(its.get(attribute), ABSENT),
                            Objects.requireNonNullElse(others.get(attribute), ABSENT)));
                }
            }
        }
        return differences;
    }

    private static boolean isMissing(Key part, Catalogue catalogue) {
        return !part.owner().isEmpty()
                && List.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW).stream()
                        .noneMatch(kind -> catalogue.has(Key.of(kind, part.owner())));
    }
}
