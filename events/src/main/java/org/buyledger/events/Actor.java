package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.UserId;

/**
 * Who caused an event: {@code principal:<id>}, {@code user:<id>}, {@code root:operator} or {@code system:clock}.
 *
 * @param kind one of {@code principal}, {@code user}, {@code root}, {@code system}
 * @param id the identity inside that kind
 */
public record Actor(String kind, String id) {
    public static final Actor ROOT = new Actor("root", "operator");
    public static final Actor CLOCK = new Actor("system", "clock");

    public static Actor of(PrincipalId principal) {
        return new Actor("principal", principal.value());
    }

    public static Actor of(UserId user) {
        return new Actor("user", user.value());
    }

    /** The inverse of {@link #toString()}. */
    @JsonCreator
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an actor is written kind:id, not " + text);
        }
        return new Actor(text.substring(0, colon), text.substring(colon + 1));
    }

    public boolean isPrincipal() {
        return kind.equals("principal");
    }

    @JsonValue
    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
