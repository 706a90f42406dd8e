package org.buyledger.command.decision;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that is what it was last put to.
 *
 * @param revision how many events it has had
 * @param value what it is, or last was
 * @param removed true once it was removed; null, which is not written, while it is there
 */
public record Held<T>(long revision, T value, @Nullable Boolean removed) implements Entity {

    /** The object after it was put once more, which brings back a removed one. */
    public static <T> Held<T> after(@Nullable Held<T> before, T value) {
        return new Held<>(before == null ? 1 : before.revision + 1, value, null);
    }

    /** The object after it was removed: its revisions go on from here when it is put again. */
    public static <T> Held<T> afterRemoval(@Nullable Held<T> before) {
        Held<T> held = Objects.requireNonNull(before);
        return new Held<>(held.revision + 1, held.value, true);
    }

    public boolean isRemoved() {
        return removed != null && removed;
    }

    /** What it is; empty once it was removed. */
    public Optional<T> present() {
        return isRemoved() ? Optional.empty() : Optional.of(value);
    }
}
