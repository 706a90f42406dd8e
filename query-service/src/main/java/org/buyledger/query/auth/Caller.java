package org.buyledger.query.auth;

import org.buyledger.events.Actor;
import org.buyledger.events.Role;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whose token it is.
 *
 * @param tenant the only tenant that it sees; empty for the operator, who belongs to none
 * @param id of the principal or user; empty for the operator
 * @param role {@link Role#BUYER} for a principal
 */
public record Caller(String tenant, String id, Role role) {
    /** Whoever has the root token. */
    public static final Caller OPERATOR = new Caller("", "", Role.ROOT);

    public boolean isOperator() {
        return role == Role.ROOT;
    }

    public boolean isPrincipal() {
        return role == Role.BUYER;
    }

    /** As events and results name it. */
    public Actor actor() {
        return new Actor(isPrincipal() ? "principal" : "user", id);
    }

    /**
     * Whether it is told who caused an event, and by which command, whose ids are its sender's own words: a principal only where
     * it did so itself, or the clock.
     */
    public boolean isTold(Actor actor) {
        return !isPrincipal() || actor.equals(actor()) || actor.equals(Actor.CLOCK);
    }

    /** An actor as the caller is told of it: of one that it is not told, the kind alone. */
    public String told(Actor actor) {
        return isTold(actor) ? actor.toString() : actor.kind();
    }

    /** The same of a column that may be empty. */
    public @Nullable String told(@Nullable String actor) {
        return actor == null ? null : told(Actor.parse(actor));
    }

    /** The rows of the caller's tenant; of a principal only those that are its own. */
    public Condition owns(Field<String> tenantId, Field<String> principalId) {
        Condition inTenant = tenantId.eq(tenant);
        return isPrincipal() ? inTenant.and(principalId.eq(id)) : inTenant;
    }

    /** Whose rows it sees, as one text: the same for two callers exactly when they see the same. */
    public String scope() {
        return isPrincipal() ? tenant + "/principal/" + id : tenant + (isOperator() ? "/operator" : "/users");
    }
}
