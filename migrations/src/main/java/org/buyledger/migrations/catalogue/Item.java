package org.buyledger.migrations.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as the server prints it.
 *
 * @param attributes what is said of it, each by its name; what is not there is as the server makes it by itself
 * @param position its place among the columns of its table, zero for all else; not a part of what it is
 */
public record Item(Key key, Map<String, String> attributes, int position) {
    /** An attribute; null where it is as the server makes it by itself. */
    public @Nullable String get(String attribute) {
        return attributes.get(attribute);
    }

    /** An attribute that every object of its kind has. */
    public String text(String attribute) {
        String text = attributes.get(attribute);
        if (text == null) {
            throw new IllegalStateException(key + " has no " + attribute);
        }
        return text;
    }

    /** Whether it is the same, wherever it stands. */
    public boolean isLike(Item other) {
        return attributes.equals(other.attributes);
    }
}
