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

/** A buyer, as decisions see it. */
public record Principal(long revision, PrincipalId id, String name, TokenHash token) implements Entity {
    public static final Kind<Principal> KIND = Kind.of(
            "principal",
            Principal.class,
            p -> Set.of(
                    new Pointer(Index.TOKENS, p.token.value(), Actor.of(p.id).toString())));

    public static Principal evolve(@Nullable Principal before, PrincipalEvent event) {
        return switch (event) {
            case PrincipalEvent.Registered e -> new Principal(1, e.principalId(), e.name(), e.tokenSha256());
            case PrincipalEvent.TokenRotated e -> {
                Principal known = Objects.requireNonNull(before);
                yield new Principal(known.revision + 1, known.id, known.name, e.tokenSha256());
            }
        };
    }
}
