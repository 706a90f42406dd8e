package org.buyledger.command.decision;

import org.buyledger.events.Actor;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.PrincipalId;

/**
 * Whose token a command came with.
 *
 * @param actor the identity
 * @param role what it may do
 */
public record Caller(Actor actor, Role role) {
    public static final Caller ROOT = new Caller(Actor.ROOT, Role.ROOT);

    /** The buyer, where the caller is one; deciders of buyers' commands run for no other. */
    public PrincipalId principal() {
        return new PrincipalId(actor.id());
    }
}
