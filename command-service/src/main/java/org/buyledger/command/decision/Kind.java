package org.buyledger.command.decision;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.buyledger.events.Subject;

/**
 * A kind of object in the ledger.
 *
 * @param name as in subjects, such as {@code media_buy}
 * @param type the class of its state
 * @param value the class of what is held, where {@code type} is {@link Held}; else the same as {@code type}
 * @param pointers the entries that lead to an object in its present state
 */
public record Kind<S extends Entity>(String name, Class<?> type, Class<?> value, Function<S, Set<Pointer>> pointers) {

    public static <S extends Entity> Kind<S> of(String name, Class<S> type, Function<S, Set<Pointer>> pointers) {
        return new Kind<>(name, type, type, pointers);
    }

    /** A kind that is put as a whole; what was removed is found under its id alone. */
    public static <T> Kind<Held<T>> held(String name, Class<T> value, Function<T, Set<Pointer>> pointers) {
        return new Kind<>(
                name, Held.class, value, held -> held.present().map(pointers).orElse(Set.of()));
    }

    /**
     * An entry under which an object can be found beside its id.
     *
     * @param index which index
     * @param key the key in it; several objects may have the same
     * @param id the object's id
     */
    public record Pointer(Index index, String key, String id) {
        /** That an object rests on another, which is not removed as long as it does. */
        public static Pointer dependent(Subject on, Subject dependent) {
            return new Pointer(Index.DEPENDENTS, on.toString(), dependent.toString());
        }

        /** To an object that has to be looked at when a time is reached. */
        public static Pointer due(Instant at, Subject object) {
            // Rounded up: the pointer is gone once it was followed, so that must not be before the time.
            long millis = at.plusNanos(999_999).toEpochMilli();
            return new Pointer(Index.DUE, Long.toString(millis), object.toString());
        }
    }

    /** The indexes of the ledger. */
    public enum Index {
        /** Token hash -> actor. */
        TOKENS,
        /** Lower-case e-mail -> user. */
        USERS_BY_EMAIL,
        /** A constant -> users who are admins and have a token. */
        ADMINS,
        /** Product -> pricing option. */
        PRICES_BY_PRODUCT,
        /** Object, as kind/id -> objects, as kind/id, that rest on it. */
        DEPENDENTS,
        /** Package whose id does not tell its media buy -> media buy. */
        BUYS_BY_PACKAGE,
        /** Creative -> media buys, not yet final, that it is assigned to. */
        BUYS_BY_CREATIVE,
        /** Principal -> its creatives, but for archived ones. */
        CREATIVES_BY_PRINCIPAL,
        /** Object, as kind/id -> steps about it that nobody has decided. */
        OPEN_STEPS_BY_OBJECT,
        /** Time, in milliseconds -> objects, as kind/id, that have to be looked at then. */
        DUE
    }
}
