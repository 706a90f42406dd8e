package org.buyledger.migrations.catalogue;

import java.util.Comparator;

/**
 * Which object.
 *
 * @param owner the table or view it is part of; empty where it stands for itself
 * @param name quoted where SQL wants that; of a function with the types of its arguments
 */
public record Key(Kind kind, String owner, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::kind).thenComparing(Key::owner).thenComparing(Key::name);

    /** What stands for itself. */
    public static Key of(Kind kind, String name) {
        return new Key(kind, "", name);
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + (owner.isEmpty() ? "" : owner + ".") + name;
    }
}
