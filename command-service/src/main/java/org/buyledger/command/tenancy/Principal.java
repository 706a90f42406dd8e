package org.buyledger.command.tenancy;

import java.util.Objects;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.events.Actor;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TokenHash;
import org.jspecify.annotations.Nullable;

/**
 * A buyer, as decisions see it.
 *
 * @param token null while it is deactivated
 */
public record Principal(
        long revision,
        PrincipalId id,
        String name,
        @Nullable TokenHash token) implements Entity {
    public static final Kind<Principal> KIND = Kind.of("principal", Principal.class, Principal::pointers);

    private static Set<Pointer> pointers(Principal principal) {
        return principal.token == null
                ? Set.of()
                : Set.of(new Pointer(
                        Index.TOKENS,
                        principal.token.value(),
                        Actor.of(principal.id).toString()));
    }

    public static Principal evolve(@Nullable Principal before, PrincipalEvent event) {
        return switch (event) {
            case PrincipalEvent.Registered e -> new Principal(1, e.principalId(), e.name(), e.tokenSha256());
            case PrincipalEvent.TokenRotated e -> with(before, e.tokenSha256());
            case PrincipalEvent.Deactivated e -> with(before, null);
        };
    }

    private static Principal with(@Nullable Principal before, @Nullable TokenHash token) {
        Principal known = Objects.requireNonNull(before);
        return new Principal(known.revision + 1, known.id, known.name, token);
    }
}
