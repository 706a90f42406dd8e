package org.buyledger.command.decision;

import java.util.Set;
import java.util.function.Function;

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
    public record Pointer(Index index, String key, String id) {}

    /** The indexes of the ledger. */
    public enum Index {
        /** Token hash -> actor. */
        TOKENS,
        /** Lower-case e-mail -> user. */
        USERS_BY_EMAIL,
        /** Product -> pricing option. */
        PRICES_BY_PRODUCT,
        /** Currency -> pricing option. */
        PRICES_BY_CURRENCY,
        /** Pricing option -> media buys, not yet final, that have a package at that price. */
        BUYS_BY_PRICE,
        /** Package -> media buy. */
        BUYS_BY_PACKAGE,
        /** Creative -> media buys, not yet final, that it is assigned to. */
        BUYS_BY_CREATIVE,
        /** Principal -> its creatives, but for archived ones. */
        CREATIVES_BY_PRINCIPAL,
        /** Object, as kind/id -> steps about it that nobody has decided. */
        OPEN_STEPS_BY_OBJECT,
        /** Time, in milliseconds -> media buys that have to be looked at then. */
        DUE
    }
}
