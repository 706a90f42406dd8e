package org.buyledger.command.decision;

import org.jspecify.annotations.Nullable;

/**
 * An object that is what it was last set to.
 *
 * @param revision how many events it has had
 * @param value what it is
 */
public record Held<T>(long revision, T value) implements Entity {

    /** The object after it was set once more. */
    public static <T> Held<T> after(@Nullable Held<T> before, T value) {
        return new Held<>(before == null ? 1 : before.revision + 1, value);
    }
}
